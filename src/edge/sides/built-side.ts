/** What build wrote, or somebody keeps in the same form: a directory of hosts, the tree of one, an archive. */
import fs from 'node:fs';
import path from 'node:path';
import { compareBytes } from '../../core/order.ts';
import type { SideKind } from '../../review/model.ts';
import { builtOf } from '../built.ts';
import { type BuiltTree, builtTrees, notBuilt } from '../places/built-trees.ts';
import { openPlace } from '../places/open-place.ts';
import type { Opened, SideKindRow } from './side-source.ts';

export const builtSide: SideKindRow = async (name) => {
  if (name === '-') return undefined;
  const place = await openPlace(name);
  if (place === undefined) return undefined;
  const trees = builtTrees(place);
  // Of a directory without a manifest others may know what it is.
  if (trees.length === 0 && place.everything === undefined) return undefined;
  if (trees.length === 0) throw notBuilt(name);
  const kind = place.everything !== undefined ? 'archive' : isSystem(name) ? 'root' : 'directory';
  return { turn: 'first', open: () => openedTrees(trees, kind, name) };
};

export function openedTrees(trees: readonly BuiltTree[], kind: SideKind, name: string): Opened {
  const { hosts, single } = builtOf(trees);
  const generators = new Set(trees.map(({ manifest }) => manifest.generator));
  const generator = [...generators].sort(compareBytes).join(', ');
  return { ok: true, side: { name: { kind, name, generator }, hosts }, single };
}

/** Whether it is a host's, and not only what goes there. */
export function isSystem(directory: string): boolean {
  if (path.resolve(directory) === '/') return true;
  const marks = ['etc/os-release', 'usr/lib/os-release', 'usr/lib/systemd/systemd', 'lib/systemd/systemd'];
  return marks.some((mark) => fs.lstatSync(path.join(directory, mark), { throwIfNoEntry: false }) !== undefined);
}
