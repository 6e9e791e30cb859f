/** The same element in several changes of one path: one flag in the files of many hosts that differ elsewhere. */
import { compareBytes } from '../core/order.ts';
import type { AlikeElement, ElementReview, FileReview } from './model.ts';

/** `changes` in the order of their ids; elements that one change alone has are left out. */
export function alikeElements(changes: readonly FileReview[]): AlikeElement[] {
  const byKey = new Map<string, { readonly path: string; readonly members: { change: number; element: number }[] }>();
  for (const { id, path, elements } of changes) {
    const seen = new Map<string, number>();
    for (const [index, element] of elements.entries()) {
      const said = JSON.stringify([path, ...saidBy(element)]);
      // A line may be there several times in one file.
      const times = seen.get(said) ?? 0;
      seen.set(said, times + 1);
      const key = `${times} ${said}`;
      const group = byKey.get(key) ?? { path, members: [] };
      byKey.set(key, group);
      group.members.push({ change: id, element: index });
    }
  }
  return [...byKey.values()]
    .filter(({ members }) => members.length > 1)
    .map(({ path, members }) => ({ path, hosts: hostsOf(members, changes), members }));
}

function saidBy({ kind, at, change, before, after }: ElementReview): unknown[] {
  return [kind, at, change, before ?? null, after ?? null];
}

function hostsOf(members: AlikeElement['members'], changes: readonly FileReview[]): string[] {
  return [...new Set(members.flatMap(({ change }) => changes[change]?.hosts ?? []))].sort(compareBytes);
}
