/** What is linted as systemd would see it. */
import { type RootEntry, type UnitRoot, unitRootOf } from '../systemd/index.ts';
import type { LintEntries, LintEntry } from './root.ts';

export interface MappedRoot {
  readonly unitRoot: UnitRoot;
  /** Of a path of the entries, where it is in the root. */
  readonly pathOf: (path: string) => string;
}

export function hostRoot(entries: LintEntries): MappedRoot {
  const pathOf = (path: string) => `/${path}`;
  return { unitRoot: unitRootOf([...entries].map(([path, entry]) => [pathOf(path), rootEntry(entry)])), pathOf };
}

/** Loose files may be named by any path: each directory of units gets one in the root. */
export function looseRoot(entries: LintEntries): MappedRoot {
  const places = new Map<string, string>();
  const pathOf = (path: string): string => {
    const directory = directoryOf(path);
    const place = places.get(directory) ?? `/${places.size}`;
    places.set(directory, place);
    return `${place}/${path.slice(directory === '' ? 0 : directory.length + 1)}`;
  };
  return { unitRoot: unitRootOf([...entries].map(([path, entry]) => [pathOf(path), rootEntry(entry)])), pathOf };
}

/** The directory in which the unit is looked for: a drop-in's is above its own. */
function directoryOf(path: string): string {
  const [, directory = ''] = /^(?:(.*)\/)?(?:[^/]+\.(?:d|wants|requires|upholds)\/)?[^/]*$/s.exec(path) ?? [];
  return directory;
}

/** The bytes of a file are read when somebody asks for them. */
function rootEntry(entry: LintEntry): RootEntry {
  if (entry.type !== 'file') return entry;
  let content: Uint8Array | undefined;
  return {
    type: 'file',
    get content() {
      content ??= entry.read();
      return content;
    },
  };
}
