/** The trees that build wrote into a place, by the manifests that it left there. */
import type { Entry, Snapshot } from '../../diff/entry.ts';
import { readManifest } from '../../inputs/read-manifest.ts';
import { hostLayout, type Layout, layoutNames, layouts, manifestPaths } from '../../tree/layout.ts';
import type { Manifest, ManifestEntry } from '../../tree/manifest.ts';
import { manifestEnding } from '../directory/paths.ts';
import { Failure } from '../failure.ts';
import type { Place } from './place.ts';

export interface BuiltTree {
  readonly manifest: Manifest;
  readonly layout: Layout;
  /** The root of the host. */
  readonly place: Place;
  /** The manifest is the tree's own, and the place is not one of several in a directory of hosts. */
  readonly single: boolean;
}

/** Bytewise by the names of their directories; none where build wrote nothing. */
export function builtTrees(place: Place): BuiltTree[] {
  const own = ownManifest(place);
  if (own !== undefined) return [{ ...own, place, single: true }];
  return listedHosts(place).map(({ listing, directory, isKeptByGit }) => {
    const manifest = manifestAt(place, listing);
    if (manifest === undefined) throw new Failure(`${place.name}/${listing} is no file`);
    const root = isKeptByGit ? { ...place.below(directory), isKeptByGit } : place.below(directory);
    return { manifest, place: root, layout: ownManifest(root)?.layout ?? hostLayout, single: false };
  });
}

interface ListedHost {
  readonly host: string;
  /** Its manifest and its files, relative to the directory of all hosts. */
  readonly listing: string;
  readonly directory: string;
  readonly isKeptByGit: boolean;
}

/** The hosts whose manifests lie beside their files: OUT/HOST, or in what is kept beside a spec (as in golden) `hosts/HOST`. */
export function listedHosts(place: Place): ListedHost[] {
  const listings = place.names('').filter((name) => name.endsWith(manifestEnding));
  return listings.map((listing) => {
    const host = listing.slice(0, -manifestEnding.length);
    const kept = `hosts/${host}`;
    const isKeptByGit = !place.isDirectory(host) && place.isDirectory(kept);
    return { host, listing, directory: isKeptByGit ? kept : host, isKeptByGit };
  });
}

export function notBuilt(name: string): Failure {
  return new Failure(
    `${name} holds nothing that build wrote`,
    'name a directory that `unitc build -o` made, the directory of one host in it, or an archive',
  );
}

function ownManifest(place: Place): { readonly manifest: Manifest; readonly layout: Layout } | undefined {
  for (const name of layoutNames) {
    const layout = layouts[name];
    const manifest = manifestAt(place, layout.manifest.slice(1));
    if (manifest !== undefined) return { manifest, layout };
  }
  return undefined;
}

/** Undefined where no file is. */
export function manifestAt(place: Place, path: string): Manifest | undefined {
  const listing = place.entry(path);
  if (listing?.type !== 'file') return undefined;
  const read = readManifest(Buffer.from(listing.content).toString('utf8'));
  if (read.ok) return read.manifest;
  const where =
    place.everything === undefined ? `${place.name.replace(/\/+$/, '')}/${path}` : `${place.name}: /${path}`;
  throw new Failure(`${where} is not a manifest that unitc wrote: it ${read.problems[0] ?? ''}`);
}

/** What is there of what the manifest lists, without the manifest; what is not there has been removed since. */
export function snapshotOfTree({ manifest, place }: BuiltTree): Snapshot {
  if (place.everything !== undefined) {
    return new Map([...place.everything].filter(([path]) => !manifestPaths.includes(path)));
  }
  const found = place.entries(manifest.files.map(({ path }) => path));
  const entries = new Map<string, Entry>();
  for (const listed of manifest.files) {
    const entry = found.get(listed.path);
    const owner = `${listed.owner}:${listed.group}`;
    const known = place.isKeptByGit === true ? asListed(listed, entry) : entry;
    if (known !== undefined) entries.set(listed.path, { owner, ...known });
  }
  return entries;
}

/** With what git does not keep, where nothing that it keeps differs. */
function asListed(listed: ManifestEntry, entry: Entry | undefined): Entry | undefined {
  if (listed.type === 'symlink') return entry;
  const mode = Number.parseInt(listed.mode, 8);
  if (listed.type === 'directory')
    return entry === undefined || entry.type === 'directory' ? { type: 'directory', mode } : entry;
  if (entry?.type !== 'file') return entry;
  const isExecutable = (entry.mode & 0o100) !== 0;
  return { ...entry, mode: isExecutable === ((mode & 0o100) !== 0) ? mode : isExecutable ? 0o755 : 0o644 };
}
