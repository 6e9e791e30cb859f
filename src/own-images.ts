/** The images that `launch: image` names for system containers: each is made once, for all hosts that name it. */
import { diagnostic } from './core/diagnostic.ts';
import { difference, imageLayout, imageTrees } from './image-trees.ts';
import type { Cluster, Instance } from './model/cluster.ts';
import { sharersOf, startedByOwnImage } from './model/own-image.ts';
import { settingPath } from './model/setting-path.ts';
import type { TargetContext } from './targets/target.ts';
import type { Bundle } from './template/bundle.ts';
import type { FileTree } from './tree/file-tree.ts';

/** By instance; none for one whose unit is not its image's. */
export function ownImages(
  cluster: Cluster,
  { context, bundle }: { readonly context: TargetContext; readonly bundle: Bundle },
): ReadonlyMap<Instance, FileTree> {
  const found = new Map<Instance, FileTree>();
  for (const self of cluster.hosts.flatMap((host) => host.instances)) {
    if (found.has(self) || !startedByOwnImage(self)) continue;
    const sharers = sharersOf(cluster, self);
    const layout = imageLayout(context.layout, self.name);
    const trees = imageTrees(cluster, sharers, { context: { ...context, layout }, bundle });
    const differs = difference(trees);
    if (differs !== undefined) {
      const [one, other] = differs.hosts;
      context.report(
        diagnostic('UC184', {
          message: `the hosts \`${one}\` and \`${other}\` cannot have the same image of \`${self.name}\`: \`${differs.path}\` in it would differ`,
          help: 'name another `image` for one of them, and make each with `--host`',
          specPath: settingPath(self.settings.image, ['components', self.name]),
        }),
      );
    }
    for (const [index, sharer] of sharers.entries()) {
      const tree = trees[index]?.tree;
      if (tree !== undefined) found.set(sharer, tree);
    }
  }
  return found;
}
