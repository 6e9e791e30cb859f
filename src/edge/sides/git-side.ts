/** A spec, or what build wrote, in a revision or the index of a git repository: nothing is checked out. */
import { hostLayout } from '../../tree/layout.ts';
import { compileInGit, contentOf } from '../git/git-spec.ts';
import { namedInGit } from '../git/named-in-git.ts';
import { membersPlace } from '../places/archive-place.ts';
import { builtTrees, notBuilt } from '../places/built-trees.ts';
import { gitPlace } from '../places/git-place.ts';
import type { Place } from '../places/place.ts';
import { archiveMembers, largestArchive, looksLikeArchive } from '../read-archive.ts';
import { openedTrees } from './built-side.ts';
import { compiledSide } from './compiled-side.ts';
import { layoutOf, type SideKindRow } from './side-source.ts';
import { isUnitFile, openedUnit } from './unit-side.ts';

export const gitSide: SideKindRow = async (name, { world, directory }) => {
  const named = namedInGit(name, directory);
  if (named === undefined) return undefined;
  const { tree, path, node, prefix } = named;
  const shown = prefix + path;
  if (node.type === 'directory') {
    const trees = treesIn(gitPlace(tree, tree.resolved(path)?.path ?? path, shown));
    return { turn: 'first', open: () => openedTrees(trees, 'git', shown) };
  }
  const content = contentOf(tree, node, shown, largestArchive);
  if (looksLikeArchive(content)) {
    const trees = treesIn(membersPlace(shown, await archiveMembers(shown, content)));
    return { turn: 'first', open: () => openedTrees(trees, 'git', shown) };
  }
  if (isUnitFile(path)) return { turn: 'first', open: (other) => openedUnit(content, 'git', shown, other) };
  return {
    turn: 'spec',
    open: (other) => {
      const layout = layoutOf(other) ?? hostLayout;
      const result = compileInGit(named, world, layout);
      return compiledSide(result, { kind: 'git', name: shown, entry: path, layout, prefix });
    },
  };
};

function treesIn(place: Place) {
  const trees = builtTrees(place);
  if (trees.length === 0) throw notBuilt(place.name);
  return trees;
}
