import type { FileTree } from '../../tree/file-tree.ts';
import { packageLayout } from '../../tree/layout.ts';
import { rootfsUnits } from '../first-boot/rootfs-units.ts';
import { wholeTree } from '../whole-tree.ts';

/** Of the layout of packages. */
export function withRootfsUnits(tree: FileTree): FileTree {
  return wholeTree([...tree, ...rootfsUnits(tree, packageLayout)]);
}
