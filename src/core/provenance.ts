/**
 * Why a value is what it is. Every resolved value keeps this to the end, so that every line of every
 * output can answer "why is this here?" (`unitc why`).
 */
import type { SpecPath } from './spec-path.ts';

export type Provenance =
  /** Written in the spec, at this path. */
  | { readonly kind: 'spec'; readonly path: SpecPath }
  /** A default; `by` says whose: `component etcd`, `host system centos-atomic 7`, `image family upstream`. */
  | { readonly kind: 'default'; readonly by: string }
  /** Computed from other values; `rule` says how, in one phrase. */
  | { readonly kind: 'derived'; readonly rule: string };

export interface Sourced<T> {
  readonly value: T;
  readonly from: readonly Provenance[];
}

export function sourced<T>(value: T, ...from: Provenance[]): Sourced<T> {
  return { value, from };
}

export function fromSpec(...path: SpecPath): Provenance {
  return { kind: 'spec', path };
}

export function byDefault(by: string): Provenance {
  return { kind: 'default', by };
}

export function derived(rule: string): Provenance {
  return { kind: 'derived', rule };
}

/** What has been joined has each entry once: joined alone again, it stays as it is. */
const joined = new WeakSet<readonly Provenance[]>();
/** Entries are compared by what they say, and each is met many times: a member of etcd in the list of every other. */
const keys = new WeakMap<Provenance, string>();

function keyOf(entry: Provenance): string {
  const known = keys.get(entry);
  if (known !== undefined) return known;
  const key = JSON.stringify(entry);
  keys.set(entry, key);
  return key;
}

/** Joins provenance lists, each entry once, first occurrence first. */
export function mergeProvenance(...lists: (readonly Provenance[])[]): readonly Provenance[] {
  const [only] = lists;
  if (lists.length === 1 && only !== undefined && joined.has(only)) return only;
  const seen = new Set<string>();
  const merged: Provenance[] = [];
  for (const entry of new Set(lists.flat())) {
    const key = keyOf(entry);
    if (seen.has(key)) continue;
    seen.add(key);
    merged.push(entry);
  }
  joined.add(merged);
  return merged;
}

/** Where the first of the sources that stand in a spec is written. */
export function firstSpecPath(from: readonly Provenance[]): SpecPath | undefined {
  for (const source of from) if (source.kind === 'spec') return source.path;
  return undefined;
}

/** Where the last of them is written: the one that decided. */
export function lastSpecPath(from: readonly Provenance[]): SpecPath | undefined {
  return firstSpecPath([...from].reverse());
}
