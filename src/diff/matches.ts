/** Two lists → which items are the same, and which of these changed places. */
import { diffArrays } from 'diff';

export interface Match {
  /** Indexes. */
  readonly before: number;
  readonly after: number;
  readonly moved: boolean;
}

/** As of lines: lists further apart than this are matched by what they hold alone. */
const mostEdits = 1000;

/** In the order of `before`. Each item is matched once at most. */
export function matches(before: readonly string[], after: readonly string[]): Match[] {
  const kept = inOrder(before, after);
  const taken = new Set(kept.map((match) => match.after));
  const waiting = new Map<string, number[]>();
  for (const [index, item] of after.entries()) {
    if (!taken.has(index)) waiting.set(item, [...(waiting.get(item) ?? []), index]);
  }
  const byBefore = new Map(kept.map((match) => [match.before, match]));
  return before.flatMap((item, index) => {
    const same = byBefore.get(index);
    if (same !== undefined) return [same];
    const other = waiting.get(item)?.shift();
    return other === undefined ? [] : [{ before: index, after: other, moved: true }];
  });
}

function inOrder(before: readonly string[], after: readonly string[]): Match[] {
  const found = diffArrays([...before], [...after], { maxEditLength: mostEdits }) ?? [];
  const kept: Match[] = [];
  let [old, now] = [0, 0];
  for (const { value, added, removed } of found) {
    if (!added && !removed) {
      for (let i = 0; i < value.length; i++) kept.push({ before: old + i, after: now + i, moved: false });
    }
    if (!added) old += value.length;
    if (!removed) now += value.length;
  }
  return kept;
}
