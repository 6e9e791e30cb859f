/** Units of a package that systemd does not read on a host, since another of their name comes first. */
import type { Manifest } from '../tree/manifest.ts';
import type { Drift } from './drift.ts';
import type { Entry } from './entry.ts';

/** The first wins: systemd.unit(5) "Unit File Load Path". */
export const unitPlaces: readonly string[] = [
  'etc/systemd/system',
  'run/systemd/system',
  'usr/local/lib/systemd/system',
  'usr/lib/systemd/system',
];

/** A link to the unit itself hides nothing. */
export function hiddenUnits({ files }: Manifest, entryAt: (path: string) => Entry | undefined): Drift[] {
  return files.flatMap(({ path }): Drift[] => {
    const slash = path.lastIndexOf('/');
    const own = unitPlaces.indexOf(path.slice(0, slash));
    const before = unitPlaces.slice(0, Math.max(own, 0)).map((place) => place + path.slice(slash));
    const by = before.find((other) => {
      const there = entryAt(other);
      return there !== undefined && !(there.type === 'symlink' && there.target === `/${path}`);
    });
    return by === undefined ? [] : [{ kind: 'hidden', path, by }];
  });
}
