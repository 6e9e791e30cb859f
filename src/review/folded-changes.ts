/** What differs between the files of two sides, each difference once, however many hosts have it. */
import { compareBytes } from '../core/order.ts';
import { sha256 } from '../core/sha256.ts';
import type { Entry } from '../diff/entry.ts';
import { type RenamedChange, withRenames } from '../diff/renames.ts';
import { treeDiff } from '../diff/tree-diff.ts';
import { effectiveElements } from './effective-units.ts';
import type { Element } from './elements/element.ts';
import type { ReviewOptions } from './options.ts';
import type { Side } from './side.ts';

export interface FoldedChange extends RenamedChange {
  /** Bytewise. */
  readonly hosts: readonly string[];
  /** What differs of the unit with all its files, where it has drop-ins: hosts may differ in these. */
  readonly effective?: readonly Element[];
}

/** Of both sides, bytewise. */
export function hostNames(before: Side, after: Side): string[] {
  return [...new Set([...before.hosts.keys(), ...after.hosts.keys()])].sort(compareBytes);
}

/** Bytewise by path, then by the first of the hosts. */
export function foldedChanges(before: Side, after: Side, options: ReviewOptions): FoldedChange[] {
  const byKey = new Map<string, FoldedChange & { readonly hosts: string[] }>();
  const keys = new EntryKeys();
  for (const host of hostNames(before, after)) {
    const [old, now] = [before, after].map((side) => side.hosts.get(host)?.snapshot ?? new Map());
    if (old === undefined || now === undefined) continue;
    const changes = withRenames(treeDiff(old, now));
    const units = effectiveElements(changes, old, now, options);
    for (const change of changes) {
      const effective = units.get(change.path);
      const { path, from } = change;
      const key = JSON.stringify([path, from, keys.of(change.before), keys.of(change.after), effective]);
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { ...change, hosts: [host], ...(effective && { effective }) });
      else known.hosts.push(host);
    }
  }
  return [...byKey.values()].sort(
    (a, b) => compareBytes(a.path, b.path) || compareBytes(a.hosts[0] ?? '', b.hosts[0] ?? ''),
  );
}

/** Equal for entries that are the same on a host. */
class EntryKeys {
  readonly #known = new WeakMap<Entry, string>();

  of(entry: Entry | undefined): string {
    if (entry === undefined) return '';
    const known = this.#known.get(entry);
    if (known !== undefined) return known;
    const content = entry.type === 'file' ? sha256(entry.content) : '';
    const key = JSON.stringify(
      entry.type === 'symlink'
        ? [entry.type, entry.owner, entry.target]
        : [entry.type, entry.owner, entry.mode, content],
    );
    this.#known.set(entry, key);
    return key;
  }
}
