/** What became of what build wrote: in an archive, a directory of hosts, or on a host. */
import fs from 'node:fs';
import path from 'node:path';
import { type Drift, drift } from '../diff/drift.ts';
import { hiddenUnits, unitPlaces } from '../diff/hidden-units.ts';
import { hostLayout, manifestPaths } from '../tree/layout.ts';
import type { Manifest } from '../tree/manifest.ts';
import { Failure } from './failure.ts';
import { type BuiltTree, builtTrees, notBuilt } from './places/built-trees.ts';
import { directoryPlace } from './places/directory-place.ts';
import { openPlace } from './places/open-place.ts';
import { filesBelow } from './places/place.ts';

export interface VerifiedHost {
  readonly host: string;
  /** Number of files that the manifest lists. */
  readonly listed: number;
  readonly drift: readonly Drift[];
}

export async function verified(name: string): Promise<VerifiedHost[]> {
  if (!fs.existsSync(name)) throw new Failure(`cannot read ${name}: it does not exist`);
  const place = path.resolve(name) === '/' ? directoryPlace(name, true) : await openPlace(name);
  const trees = place === undefined ? [] : builtTrees(place);
  if (trees.length === 0) throw notBuilt(name);
  return trees.map((tree) => {
    const { manifest, place: root } = tree;
    const foreign = foreignTo(tree).filter((at) => !manifestPaths.includes(at));
    // Elsewhere what hides a unit is told as foreign.
    const hidden = tree.single && root.everything === undefined ? hiddenUnits(manifest, root.entry) : [];
    const found = [...drift(manifest, root.entry, foreign), ...hidden];
    return { host: manifest.host, listed: manifest.files.length, drift: found };
  });
}

/** What lies among ours: anything in an archive and in a directory of hosts, on a host where only ours should. */
function foreignTo({ manifest, place, single }: BuiltTree): string[] {
  if (place.everything !== undefined) return [...place.everything.keys()];
  if (!single) return filesBelow(place, '');
  return ownDirectories(manifest).flatMap((directory) => filesBelow(place, directory));
}

/**
 * Of helpers, and the drop-ins of our units, which change what these do. Packages may have brought more helpers than
 * this host needs.
 */
function ownDirectories({ files }: Manifest): string[] {
  const units = files.flatMap(({ path: at }) => {
    const [, unit] = /systemd\/system\/([^/]+\.(?:service|timer))$/.exec(at) ?? [];
    return unit === undefined ? [] : unitPlaces.map((place) => `${place}/${unit}.d`);
  });
  return [hostLayout.helpers.slice(1), ...units];
}
