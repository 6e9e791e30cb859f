import type { FileKind } from '../tree/artifact.ts';
import type { FileTree } from '../tree/file-tree.ts';
import { manifestPaths } from '../tree/layout.ts';
import type { Entry, Snapshot } from './entry.ts';

/** Without the manifest, which says again what the other files are. */
export function snapshotOf(tree: FileTree): Snapshot {
  const entries = new Map<string, Entry>();
  for (const artifact of tree) {
    const owner = `${artifact.owner}:${artifact.group}`;
    if (manifestPaths.includes(artifact.path)) continue;
    if (artifact.type === 'symlink') entries.set(artifact.path, { type: 'symlink', target: artifact.target, owner });
    else if (artifact.type === 'directory') {
      entries.set(artifact.path, { type: 'directory', mode: artifact.mode & 0o7777, owner });
    } else {
      const content = new TextEncoder().encode(artifact.content);
      entries.set(artifact.path, { type: 'file', mode: artifact.mode & 0o7777, content, owner });
    }
  }
  return entries;
}

/** By the path of each file. */
export function kindsOf(tree: FileTree): Map<string, FileKind> {
  return new Map([...tree].flatMap((each) => (each.type === 'file' ? [[each.path, each.kind] as const] : [])));
}
