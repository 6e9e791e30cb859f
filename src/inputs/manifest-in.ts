import type { FileTree } from '../tree/file-tree.ts';
import type { Manifest } from '../tree/manifest.ts';
import { readManifest } from './read-manifest.ts';

/** Of a tree that compile() made; `path` is the layout's, relative. Undefined where the tree has none. */
export function manifestIn(tree: FileTree, path: string): Manifest | undefined {
  const listing = tree.get(path);
  const read = listing?.type === 'file' ? readManifest(listing.content) : undefined;
  return read?.ok === true ? read.manifest : undefined;
}
