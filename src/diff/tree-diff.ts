/** Two trees → what was added, removed and changed, bytewise by path. */
import { compareBytes } from '../core/order.ts';
import type { Entry, Snapshot } from './entry.ts';

export interface Change {
  readonly path: string;
  /** Absent: added. */
  readonly before?: Entry;
  /** Absent: removed. */
  readonly after?: Entry;
}

export type ChangeKind = 'added' | 'removed' | 'changed' | 'mode' | 'owner';

export function treeDiff(before: Snapshot, after: Snapshot): Change[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(compareBytes);
  return paths.flatMap((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    const change: Change = { path, ...(old && { before: old }), ...(now && { after: now }) };
    return changeKind(change) === undefined ? [] : [change];
  });
}

/** The most that differs: content before modes before owners. Undefined where nothing does. */
export function changeKind({ before, after }: Change): ChangeKind | undefined {
  if (before === undefined) return after === undefined ? undefined : 'added';
  if (after === undefined) return 'removed';
  if (!sameContent(before, after)) return 'changed';
  if (modeOf(before) !== modeOf(after)) return 'mode';
  return hasNewOwner({ before, after }) ? 'owner' : undefined;
}

/** Only where both sides say who the owner is. */
export function hasNewOwner({ before, after }: Pick<Change, 'before' | 'after'>): boolean {
  return before?.owner !== undefined && after?.owner !== undefined && before.owner !== after.owner;
}

function modeOf(entry: Entry): number | undefined {
  return entry.type === 'symlink' ? undefined : entry.mode;
}

/** Of one type, whatever their modes. */
export function sameContent(a: Entry, b: Entry): boolean {
  if (a.type === 'file' && b.type === 'file') return sameBytes(a.content, b.content);
  if (a.type === 'symlink' && b.type === 'symlink') return a.target === b.target;
  return a.type === b.type;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
