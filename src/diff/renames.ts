/** Files that are gone here and there again elsewhere, as git finds them: gitdiffcore(7), "diffcore-rename". */
import { compareBytes } from '../core/order.ts';
import type { FileEntry } from './entry.ts';
import { type LineCounts, lineCounts, similarity } from './similarity.ts';
import { type Change, sameContent } from './tree-diff.ts';

export interface RenamedChange extends Change {
  /** Where a renamed file was. */
  readonly from?: string;
}

/** As git's default. */
const leastSimilarity = 0.5;
/** Beyond it only files of one name are looked at. */
const mostPairs = 10_000;

interface Candidate {
  readonly path: string;
  readonly entry: FileEntry;
  counts?: LineCounts;
}

interface Score {
  readonly before: Candidate;
  readonly after: Candidate;
  readonly score: number;
  readonly sameName: boolean;
}

/** One that is renamed takes the place of what was added and removed; in the order of the paths. */
export function withRenames(changes: readonly Change[]): RenamedChange[] {
  const removed = changes.flatMap(({ path, before, after }) => (after === undefined ? candidate(path, before) : []));
  const added = changes.flatMap(({ path, before, after }) => (before === undefined ? candidate(path, after) : []));
  if (removed.length === 0 || added.length === 0) return [...changes];
  const renames = new Map<string, Candidate>();
  const gone = new Set<string>();
  for (const { before, after } of scores(removed, added)) {
    if (gone.has(before.path) || renames.has(after.path)) continue;
    gone.add(before.path);
    renames.set(after.path, before);
  }
  return changes.flatMap((change) => {
    const from = renames.get(change.path);
    if (from !== undefined) return [{ ...change, before: from.entry, from: from.path }];
    return change.after === undefined && gone.has(change.path) ? [] : [change];
  });
}

function candidate(path: string, entry: Change['before']): Candidate[] {
  return entry?.type === 'file' && entry.content.length > 0 ? [{ path, entry }] : [];
}

/** The best first. */
function scores(removed: readonly Candidate[], added: readonly Candidate[]): Score[] {
  const all = removed.length * added.length <= mostPairs;
  const found: Score[] = [];
  for (const before of removed) {
    for (const after of added) {
      const sameName = nameOf(before) === nameOf(after);
      if (!all && !sameName) continue;
      const score = scoreOf(before, after);
      if (score >= leastSimilarity) found.push({ before, after, score, sameName });
    }
  }
  return found.sort(
    (a, b) =>
      b.score - a.score ||
      Number(b.sameName) - Number(a.sameName) ||
      compareBytes(a.after.path, b.after.path) ||
      compareBytes(a.before.path, b.before.path),
  );
}

function scoreOf(before: Candidate, after: Candidate): number {
  if (sameContent(before.entry, after.entry)) return 1;
  const [small, large] = [before.entry.content.length, after.entry.content.length].sort((a, b) => a - b);
  if ((small ?? 0) < (large ?? 0) * leastSimilarity) return 0;
  before.counts ??= lineCounts(before.entry.content);
  after.counts ??= lineCounts(after.entry.content);
  // Two that differ in the order of lines alone are no more than nearly the same.
  return Math.min(similarity(before.counts, after.counts), 0.99);
}

function nameOf({ path }: Candidate): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
