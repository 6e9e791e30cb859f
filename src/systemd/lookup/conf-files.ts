/** The files of several directories as one: conf_files_list_strv() of src/basic/conf-files.c. */
import type { UnitRoot } from '../unit-root.ts';
import { comparePaths } from './compare-paths.ts';

export interface ConfFiles {
  /** Sorted by base name; of several with one base name that of the earliest directory. */
  readonly paths: readonly string[];
  /** Those that are not read because of one with the same base name in an earlier directory. */
  readonly hidden: readonly HiddenFile[];
}

export interface HiddenFile {
  readonly path: string;
  readonly by: string;
}

export function confFiles(root: UnitRoot, directories: readonly string[], suffix: string): ConfFiles {
  const chosen = new Map<string, string>();
  const hidden: HiddenFile[] = [];
  for (const directory of directories) {
    for (const name of root.list(directory)) {
      if (!name.endsWith(suffix) || isHidden(name)) continue;
      const path = directory === '/' ? `/${name}` : `${directory}/${name}`;
      const by = chosen.get(name);
      if (by === undefined) chosen.set(name, path);
      else hidden.push({ path, by });
    }
  }
  const names = [...chosen.keys()].sort(comparePaths);
  return { paths: names.flatMap((name) => chosen.get(name) ?? []), hidden };
}

const backupEndings = new Set([
  'rpmnew',
  'rpmsave',
  'rpmorig',
  'dpkg-old',
  'dpkg-new',
  'dpkg-tmp',
  'dpkg-dist',
  'dpkg-bak',
  'dpkg-backup',
  'dpkg-remove',
  'ucf-new',
  'ucf-old',
  'ucf-dist',
  'swp',
  'bak',
  'old',
  'new',
]);

/** hidden_or_backup_file() of src/basic/path-util.c. */
function isHidden(name: string): boolean {
  if (name.startsWith('.') || name.endsWith('~')) return true;
  if (name === 'lost+found' || name === 'aquota.user' || name === 'aquota.group') return true;
  const dot = name.lastIndexOf('.');
  return dot !== -1 && backupEndings.has(name.slice(dot + 1));
}
