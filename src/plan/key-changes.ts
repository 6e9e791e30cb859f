/** What differs between two versions of a file, in the words of its syntax. */
import { effectiveEnvironment, parseEnvFile } from '../codec/env-file/index.ts';
import { type DirectiveTable, effectiveSettings, parseUnit } from '../codec/unit/index.ts';
import { compareBytes } from '../core/order.ts';
import { unitFileName } from '../systemd/index.ts';
import type { FileKind } from '../tree/artifact.ts';

export interface KeyChange {
  /** Of a unit: `Service`. Empty for variables. */
  readonly section: string;
  readonly key: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Undefined where the syntax has no keys; by section, then key. */
export function keyChanges(
  path: string,
  kind: FileKind,
  before: Uint8Array,
  after: Uint8Array,
  directives: DirectiveTable,
): KeyChange[] | undefined {
  if (kind === 'env-file') return compared(variables(before), variables(after));
  const type = kind === 'unit' ? unitFileName(path)?.type : undefined;
  if (type === undefined) return undefined;
  return compared(settings(before, type, directives), settings(after, type, directives));
}

/** Values by section and key, which no NUL can be in. */
type Values = ReadonlyMap<string, readonly string[]>;

function variables(bytes: Uint8Array): Values {
  return new Map([...effectiveEnvironment([parseEnvFile(bytes)])].map(([name, value]) => [`\0${name}`, [value]]));
}

function settings(bytes: Uint8Array, type: string, directives: DirectiveTable): Values {
  const { sections } = effectiveSettings([parseUnit(bytes)], directives, type);
  return new Map(
    [...sections].flatMap(([section, keys]) =>
      [...keys].map(([key, { values }]) => [`${section}\0${key}`, values.map(({ value }) => value)] as const),
    ),
  );
}

function compared(before: Values, after: Values): KeyChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareBytes);
  return names.flatMap((name) => {
    const [section = '', key = ''] = name.split('\0');
    const change = { section, key, before: before.get(name) ?? [], after: after.get(name) ?? [] };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}
