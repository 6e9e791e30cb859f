/** What differs from what a manifest lists. */
import { compareBytes } from '../core/order.ts';
import type { Manifest, ManifestEntry } from '../tree/manifest.ts';
import { isAsListed } from './as-listed.ts';
import type { Entry } from './entry.ts';

export interface Drift {
  /**
   * `missing` is listed and not there; `edited` is configuration with another content; `changed` is another file with
   * another content, or of another type; `mode` and `owner` differ where the content is right; `foreign` is not listed; `hidden` is a unit
   * that another of its name keeps systemd from reading.
   */
  readonly kind: 'missing' | 'edited' | 'changed' | 'mode' | 'owner' | 'foreign' | 'hidden';
  /** Relative to the root. */
  readonly path: string;
  /** Of what is hidden: what hides it, relative to the root. */
  readonly by?: string;
}

/** `foreign`: paths that lie among ours; those that the manifest lists are ours. */
export function drift(
  { files }: Manifest,
  entryAt: (path: string) => Entry | undefined,
  foreign: Iterable<string>,
): Drift[] {
  const listed = new Set(files.map(({ path }) => path));
  const found = files.flatMap((wanted): Drift[] => {
    const kind = difference(wanted, entryAt(wanted.path));
    return kind === undefined ? [] : [{ kind, path: wanted.path }];
  });
  const others = [...new Set(foreign)].filter((path) => !listed.has(path));
  return [...found, ...others.map((path): Drift => ({ kind: 'foreign', path }))].sort((a, b) =>
    compareBytes(a.path, b.path),
  );
}

function difference(wanted: ManifestEntry, entry: Entry | undefined): Drift['kind'] | undefined {
  if (entry === undefined) return 'missing';
  if (!isAsListed(wanted, entry)) return wanted.config === undefined ? 'changed' : 'edited';
  if (wanted.type !== 'symlink' && entry.type !== 'symlink' && Number.parseInt(wanted.mode, 8) !== entry.mode) {
    return 'mode';
  }
  return entry.owner === undefined || entry.owner === `${wanted.owner}:${wanted.group}` ? undefined : 'owner';
}
