/** Where a package may have files, by what rpm-ostree's importer (rust/src/importer.rs) takes, moves, drops and refuses. */
import type { Code } from '../../core/catalogue/index.ts';
import type { PackageFile } from '../package-file.ts';

export interface PathFinding {
  readonly code: Code;
  readonly message: string;
  readonly path: string;
}

interface Place {
  readonly code: Code;
  readonly at: RegExp;
  readonly of?: (file: PackageFile) => boolean;
  readonly message: (path: string) => string;
}

const places: readonly Place[] = [
  {
    code: 'UC800',
    at: /^\/opt\/./s,
    message: (path) => `${path} is below /opt: older rpm-ostree refuses it, newer has it in /usr/lib/opt with a link`,
  },
  { code: 'UC801', at: /^\/usr\/local(\/|$)/, message: (path) => `${path} is below /usr/local: rpm-ostree refuses it` },
  {
    code: 'UC803',
    at: /^\/(var|run)\/./s,
    // tmpfiles.d makes directories, and whoever owns a ghost.
    of: ({ type, ghost }) => type !== 'directory' && !ghost,
    message: (path) => `${path} is not there on an ostree host: nothing of a package gets into ${root(path)}`,
  },
  {
    code: 'UC804',
    at: /^\/(etc|run)\/systemd\/(system|user)\/[^/]+$/,
    of: ({ type }) => type !== 'directory',
    message: (path) => `${path} is where the administrator’s units are, not a package’s`,
  },
  {
    code: 'UC802',
    at: /^(?!\/(usr|etc|bin|sbin|lib|lib64|boot|opt|var|run)(\/|$)|\/$)/,
    message: (path) => `${path} is no path that rpm-ostree takes`,
  },
];

/** One for each file; of directories only where nothing of the package lies below, which says the same. */
export function pathFindings(files: readonly PackageFile[]): PathFinding[] {
  const parents = new Set(files.map(({ path }) => path.slice(0, Math.max(path.lastIndexOf('/'), 0))));
  return files.flatMap((file) => {
    if (file.type === 'directory' && parents.has(file.path)) return [];
    const place = places.find(({ at, of }) => at.test(file.path) && of?.(file) !== false);
    return place === undefined ? [] : [{ code: place.code, message: place.message(file.path), path: file.path }];
  });
}

function root(path: string): string {
  return path.startsWith('/run/') ? '/run' : '/var';
}
