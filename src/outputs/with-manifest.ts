import { FileTree } from '../tree/file-tree.ts';
import type { Layout } from '../tree/layout.ts';
import { type ManifestIdentity, manifestArtifact } from './manifest.ts';

/**
 * Adds the manifest, which lists all other files. A tree that has something at its path is refused by
 * throwing: the caller reports collisions of what a spec asks for before, with positions.
 */
export function withManifest(tree: FileTree, layout: Pick<Layout, 'manifest'>, identity: ManifestIdentity): FileTree {
  const built = FileTree.build([...tree, manifestArtifact(tree, layout, identity)]);
  const [collision] = built.collisions;
  if (collision !== undefined) throw new Error(`${collision.path} is taken, the manifest cannot go there`);
  return built.tree;
}
