/** Units and the mounts below which their paths lie: `unit_add_mount_dependencies()` of `src/core/unit.c`. */
import { nameFromPath } from '../../names/name-from-path.ts';
import type { PathRequirement } from '../edge.ts';
import type { Wiring } from '../wiring.ts';

/** The mount units of `/a/b`, `/a` and `/`. */
function mountsOf(path: string): string[] {
  return pathAndAbove(path).flatMap((one) => nameFromPath(one, 'mount') ?? []);
}

function pathAndAbove(path: string): string[] {
  const paths = ['/'];
  for (let end = path.indexOf('/', 1); path !== '/'; end = path.indexOf('/', end + 1)) {
    if (end === -1) return [...paths, path];
    paths.push(path.slice(0, end));
  }
  return paths;
}

/** Puts the mount units of a path in line, for files may exist of them. */
export function loadMounts({ path }: PathRequirement, wiring: Wiring): void {
  for (const mount of mountsOf(path)) wiring.load(mount);
}

/** After every mount that there is, and with a unit file of its own required: what is only mounted may go. */
export function addMountOrder(requirement: PathRequirement, wiring: Wiring): void {
  const unit = wiring.units.get(requirement.unit);
  if (unit?.loadState !== 'loaded') return;
  for (const name of mountsOf(requirement.path)) {
    const mount = wiring.load(name);
    if (mount?.loadState !== 'loaded' || mount.id === unit.id) continue;
    wiring.add('After', unit, mount.id, requirement.origin);
    if (mount.loaded.fragment !== undefined) wiring.add('Requires', unit, mount.id, requirement.origin);
  }
}
