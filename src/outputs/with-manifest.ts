import type { FileTree } from '../tree/file-tree.ts';
import type { Layout } from '../tree/layout.ts';
import { type ManifestIdentity, manifestArtifact } from './manifest.ts';
import { wholeTree } from './whole-tree.ts';

/**
 * Adds the manifest, which lists all other files. A tree that has something at its path is refused by
 * throwing: the caller reports collisions of what a spec asks for before, with positions.
 */
export function withManifest(tree: FileTree, layout: Pick<Layout, 'manifest'>, identity: ManifestIdentity): FileTree {
  return wholeTree([...tree, manifestArtifact(tree, layout, identity)], ', the manifest cannot go there');
}
