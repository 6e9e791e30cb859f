import type { Artifact } from '../tree/artifact.ts';
import { FileTree } from '../tree/file-tree.ts';

/** Of what cannot collide: it is a bug of ours where it does, which `rest` says more of. */
export function wholeTree(artifacts: Iterable<Artifact>, rest = ''): FileTree {
  const {
    tree,
    collisions: [collision],
  } = FileTree.build(artifacts);
  if (collision !== undefined) throw new Error(`${collision.path} is taken${rest}`);
  return tree;
}
