/** What build left somewhere, for those who ask for files of hosts: a directory of all hosts, that of one, an archive. */
import type { Snapshot } from '../diff/entry.ts';
import type { Layout } from '../tree/layout.ts';
import type { Manifest } from '../tree/manifest.ts';
import { type BuiltTree, builtTrees, notBuilt, snapshotOfTree } from './places/built-trees.ts';
import { openPlace } from './places/open-place.ts';

export interface BuiltHost {
  readonly manifest: Manifest;
  /** What its manifest lists, without the manifest itself. */
  readonly snapshot: Snapshot;
  readonly layout: Layout;
}

export interface Built {
  readonly hosts: ReadonlyMap<string, BuiltHost>;
  /** Whether it is the tree of one host, and not a directory of hosts. */
  readonly single: boolean;
}

/** Undefined for a file that is no archive: a spec. Throws a Failure for what build did not write. */
export async function readBuilt(name: string): Promise<Built | undefined> {
  const place = await openPlace(name);
  if (place === undefined) return undefined;
  const trees = builtTrees(place);
  if (trees.length === 0) throw notBuilt(name);
  return builtOf(trees);
}

export function builtOf(trees: readonly BuiltTree[]): Built {
  const hosts = trees.map((tree): [string, BuiltHost] => {
    const { manifest, layout } = tree;
    return [manifest.host, { manifest, layout, snapshot: snapshotOfTree(tree) }];
  });
  return { hosts: new Map(hosts), single: trees.some(({ single }) => single) };
}
