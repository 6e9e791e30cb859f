/** Where units are linted: the root of a host, or a directory of loose files. */

export type LintEntry =
  | {
      readonly type: 'file';
      /** Permission bits; undefined where nobody knows them. */
      readonly mode?: number;
      /** The bytes, when they are needed: a tree has files that no rule reads. */
      readonly read: () => Uint8Array;
    }
  | { readonly type: 'directory' }
  | { readonly type: 'symlink'; readonly target: string };

/** By path: `/` between names, no `/` in front. */
export type LintEntries = ReadonlyMap<string, LintEntry>;

export interface LintInput {
  /** What stands before a path in reports: `OUT/`; empty for files that are named as they are. */
  readonly prefix: string;
  readonly entries: LintEntries;
  /** Of files that somebody named: each is linted as what its name says. */
  readonly named?: boolean;
}

export interface LintRoot extends LintInput {
  /** Whether paths are those of a host: `etc/systemd/system/a.service`. Of loose files nobody knows where they go. */
  readonly host: boolean;
}

/** Directories of a host that hold units, and Quadlet files: sd-path/path-lookup.c, podman-systemd.unit(5). */
const unitDirectory = /^(?:(.*?)\/)??(?:etc|run|usr\/local\/lib|usr\/lib|lib)\/systemd\/(?:system|user)(?:\/|$)/;
const quadletDirectory = /^(?:(.*?)\/)??(?:etc|run|usr\/share)\/containers\/systemd(?:\/|$)/;

/** Each host of the input (a built directory holds several), and what lies outside of them. */
export function splitRoots({ prefix, entries, named }: LintInput): LintRoot[] {
  if (named === true) return [{ prefix, entries, named, host: false }];
  const hosts = new Set<string>();
  for (const path of entries.keys()) {
    const match = unitDirectory.exec(path) ?? quadletDirectory.exec(path);
    if (match !== null) hosts.add(match[1] ?? '');
  }
  const loose = new Map<string, LintEntry>();
  const byHost = new Map<string, Map<string, LintEntry>>([...hosts].map((host) => [host, new Map()]));
  for (const [path, entry] of entries) {
    const host = hostOf(path, hosts);
    if (host === undefined) loose.set(path, entry);
    else byHost.get(host)?.set(host === '' ? path : path.slice(host.length + 1), entry);
  }
  const roots: LintRoot[] = [...byHost].map(([host, own]) => {
    return { prefix: host === '' ? prefix : `${prefix}${host}/`, entries: own, host: true };
  });
  return loose.size === 0 ? roots : [...roots, { prefix, entries: loose, host: false }];
}

/** The innermost: a root file system may lie within a host's. */
function hostOf(path: string, hosts: ReadonlySet<string>): string | undefined {
  for (let at = path.lastIndexOf('/'); at !== -1; at = path.lastIndexOf('/', at - 1)) {
    const parent = path.slice(0, at);
    if (hosts.has(parent)) return parent;
    if (at === 0) break;
  }
  return hosts.has('') ? '' : undefined;
}

/** Whether systemd or podman look for units where this path of a host is. */
export function holdsUnits(path: string): boolean {
  return [unitDirectory, quadletDirectory].some((pattern) => {
    const match = pattern.exec(path);
    return match !== null && match[1] === undefined;
  });
}
