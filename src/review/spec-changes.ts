/** Where two specs differ: data of YAML, whatever the order of its keys. */
import type { SpecPath } from '../core/spec-path.ts';

/** The outermost paths that are on one side only, and the innermost that are on both; as written, the older first. */
export function specChanges(before: unknown, after: unknown, path: SpecPath = []): SpecPath[] {
  if (Object.is(before, after)) return [];
  const [old, now] = [membersOf(before), membersOf(after)];
  if (old === undefined || now === undefined || Array.isArray(before) !== Array.isArray(after)) return [path];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((step) =>
    specChanges(old.get(step), now.get(step), [...path, step]),
  );
}

/** Undefined for what has none. */
function membersOf(value: unknown): Map<string | number, unknown> | undefined {
  if (Array.isArray(value)) return new Map(value.map((item: unknown, index) => [index, item]));
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

/** Whether one is the other, or lies in it. */
export function isRelated(a: SpecPath, b: SpecPath): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((step, index) => String(step) === String(long[index]));
}
