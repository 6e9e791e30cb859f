/** What has to be done to the files of a host for it to hold a tree; nothing that is not ours is replaced. */
import { compareBytes } from '../core/order.ts';
import { isAsListed, type ListedEntry } from '../diff/as-listed.ts';
import type { Entry, Snapshot } from '../diff/entry.ts';
import { sameContent } from '../diff/tree-diff.ts';
import type { FileEffect } from '../tree/manifest.ts';

/**
 * `mode`: only that differs. `keep`: edited on the host, or not made by unitc; the new one goes beside it as `.new`.
 * `edited`: the same, and there is nothing new. `left`: no longer in the tree, and edited, so it stays.
 * `blocked`: what is there cannot be replaced, a directory for example.
 */
export type FileAction = 'create' | 'change' | 'mode' | 'remove' | 'keep' | 'edited' | 'left' | 'blocked';

export interface FileChange {
  readonly path: string;
  readonly action: FileAction;
  /** On the host. */
  readonly before?: Entry;
  /** In the tree. */
  readonly after?: Entry;
  /** Of the version that was installed last, and of the new one. */
  readonly effects: readonly FileEffect[];
}

/** Whether the file of the tree comes to the host. */
export function isWritten({ action }: FileChange): boolean {
  return action === 'create' || action === 'change';
}

/** Whether the content at the path is another one afterwards. */
export function isDone(change: FileChange): boolean {
  return isWritten(change) || change.action === 'remove';
}

export interface Installed {
  /** As it was installed: the state by which an edit is known. */
  readonly entry: ListedEntry;
  readonly effect: FileEffect;
}

export interface HostFiles {
  /** By the manifest on the host. */
  readonly installed: ReadonlyMap<string, Installed>;
  readonly entry: (path: string) => Entry | undefined;
}

export interface Wanted {
  readonly entries: Snapshot;
  readonly effects: ReadonlyMap<string, FileEffect>;
}

/** Bytewise by path; what is right already is left out. */
export function fileChanges(wanted: Wanted, host: HostFiles): FileChange[] {
  const paths = [...new Set([...wanted.entries.keys(), ...host.installed.keys()])].sort(compareBytes);
  return paths.flatMap((path) => {
    const after = wanted.entries.get(path);
    const before = host.entry(path);
    const installed = host.installed.get(path);
    const action = after === undefined ? removal(before, installed) : arrival(after, before, installed);
    if (action === undefined) return [];
    const effects = [installed?.effect, wanted.effects.get(path)].filter((one) => one !== undefined);
    return [{ path, action, ...(before && { before }), ...(after && { after }), effects }];
  });
}

function removal(before: Entry | undefined, installed: Installed | undefined): FileAction | undefined {
  if (before === undefined) return undefined;
  return isAsInstalled(before, installed) ? 'remove' : 'left';
}

function arrival(after: Entry, before: Entry | undefined, installed: Installed | undefined): FileAction | undefined {
  if (before === undefined) return 'create';
  if (sameContent(before, after)) return hasMode(before, after) ? undefined : 'mode';
  if (before.type === 'directory' || after.type === 'directory') return 'blocked';
  if (isAsInstalled(before, installed)) return 'change';
  return installed !== undefined && isAsInstalled(after, installed) ? 'edited' : 'keep';
}

/** Of directories that are there the host decides. */
function hasMode(before: Entry, after: Entry): boolean {
  return before.type !== 'file' || after.type !== 'file' || before.mode === after.mode;
}

export function isAsInstalled(entry: Entry, installed: Installed | undefined): boolean {
  return installed !== undefined && isAsListed(installed.entry, entry);
}
