/** A host's files as systemd finds them, and a key of all that it reads in them. */
import { sha256 } from '../core/sha256.ts';
import type { Entry } from '../diff/entry.ts';
import { rootEntry, snapshotRoot } from '../plan/root-entry.ts';
import { readOfUnit, resolvePath, systemSearchPath, type UnitRoot, unitFileName } from '../systemd/index.ts';
import type { ContentHashes } from './content-hashes.ts';
import { unitDirectories } from './host-changes.ts';
import type { ReviewOptions } from './options.ts';
import type { SideHost } from './side.ts';

export class HostReading {
  readonly #options: ReviewOptions;
  readonly #hashes: ContentHashes;
  readonly #roots = new WeakMap<SideHost, UnitRoot>();
  /** By the hash of a content. */
  readonly #read = new Map<string, string>();

  constructor(options: ReviewOptions, hashes: ContentHashes) {
    this.#options = options;
    this.#hashes = hashes;
  }

  rootOf(host: SideHost | undefined): UnitRoot {
    const known = host && this.#roots.get(host);
    const root = known ?? snapshotRoot(host?.snapshot ?? []);
    if (host !== undefined) this.#roots.set(host, root);
    return root;
  }

  /** Hosts with the same key have the same units, dependencies and jobs. Of files elsewhere it counts that they are there. */
  keyOf(host: SideHost): string {
    const directories = [...new Set([...unitDirectories([host]), ...systemSearchPath])];
    const isInside = (path: string): boolean => directories.some((one) => `${path}/`.startsWith(`${one}/`));
    const readsElsewhere = this.#leadsOut(host, directories, isInside);
    const files = [...host.snapshot].map(([path, entry]) => {
      if (entry.type !== 'file') return [path, rootEntry(entry)];
      if (readsElsewhere) return [path, this.#hashes.of(entry)];
      return isInside(`/${path}`) ? [path, this.#contentOf(path, entry)] : [path];
    });
    return sha256(JSON.stringify(files));
  }

  /** Whether systemd may read files besides those in the directories of units, by links. */
  #leadsOut(host: SideHost, directories: readonly string[], isInside: (path: string) => boolean): boolean {
    const links = [...host.snapshot].flatMap(([path, { type }]) => (type === 'symlink' ? [`/${path}`] : []));
    if (links.length === 0) return false;
    const root = this.rootOf(host);
    return [...directories, ...links.filter(isInside)].some((path) => {
      const resolved = resolvePath(root, path);
      return resolved.ok && resolved.entry !== undefined && !isInside(resolved.path);
    });
  }

  /** In a service most differences are in commands, which nothing here depends on. */
  #contentOf(path: string, entry: Extract<Entry, { readonly type: 'file' }>): string {
    const hash = this.#hashes.of(entry);
    if (unitFileName(path)?.type !== 'service') return hash;
    const known = this.#read.get(hash) ?? readOfUnit(entry.content, this.#options) ?? hash;
    this.#read.set(hash, known);
    return known;
  }
}
