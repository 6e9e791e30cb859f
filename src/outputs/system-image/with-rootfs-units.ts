import { FileTree } from '../../tree/file-tree.ts';
import { packageLayout } from '../../tree/layout.ts';
import { rootfsUnits } from '../first-boot/rootfs-units.ts';

/** Of the layout of packages. */
export function withRootfsUnits(tree: FileTree): FileTree {
  const built = FileTree.build([...tree, ...rootfsUnits(tree, packageLayout)]);
  const [collision] = built.collisions;
  if (collision !== undefined) throw new Error(`${collision.path} is taken`);
  return built.tree;
}
