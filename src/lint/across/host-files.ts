/** What else a tree holds of its host. */
import { parseTmpfiles } from '../../codec/tmpfiles/index.ts';
import { resolvePath } from '../../systemd/lookup/resolve-path.ts';
import type { Inspected } from '../inspected.ts';
import type { LintEntry } from '../root.ts';

export interface HostFiles {
  /** The file or directory at a path, links followed within the tree. */
  readonly at: (path: string) => LintEntry | undefined;
  /** Whether the tree is a whole system, of which all programs are known. */
  readonly whole: boolean;
  /** Directories of the tree that hold files of their own. */
  readonly holds: (directory: string) => boolean;
  /** Whether any file of the tree is below a directory: `/opt`. */
  readonly holdsBelow: (directory: string) => boolean;
  /** Paths that tmpfiles.d of the tree makes. */
  readonly made: ReadonlySet<string>;
}

const known = new WeakMap<Inspected, HostFiles>();

export function hostFiles(inspected: Inspected): HostFiles {
  const found = known.get(inspected) ?? readHostFiles(inspected);
  known.set(inspected, found);
  return found;
}

function readHostFiles({ root, unitRoot }: Inspected): HostFiles {
  const directories = new Set<string>();
  const made = new Set<string>();
  for (const [path, entry] of root.entries) {
    if (entry.type !== 'file') continue;
    directories.add(`/${path.slice(0, path.lastIndexOf('/'))}`);
    if (!/^(?:etc|usr\/lib|usr\/local\/lib|run)\/tmpfiles\.d\/[^/]+\.conf$/.test(path)) continue;
    for (const line of parseTmpfiles(entry.read()).lines) {
      if (line.kind === 'entry' && line.fields.path !== undefined) made.add(line.fields.path.value);
    }
  }
  return {
    at: (path) => {
      const resolved = resolvePath(unitRoot, path);
      return resolved.ok ? root.entries.get(resolved.path.slice(1)) : undefined;
    },
    whole: root.entries.has('usr/lib/systemd/systemd') || root.entries.has('lib/systemd/systemd'),
    holdsBelow: (directory) => [...directories].some((one) => `${one}/`.startsWith(`${directory}/`)),
    holds: (directory) => directories.has(directory),
    made,
  };
}
