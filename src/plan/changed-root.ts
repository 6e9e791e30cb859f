/** The root of a host in which some files are others: a view, nothing is read before it is asked for. */
import { comparePaths, type RootEntry, type UnitRoot } from '../systemd/index.ts';

/** By absolute path; undefined for what is gone. Directories above what is new are there too. */
export function changedRoot(root: UnitRoot, changes: ReadonlyMap<string, RootEntry | undefined>): UnitRoot {
  const added = new Map<string, Set<string>>();
  for (const [path, entry] of changes) {
    if (entry === undefined) continue;
    for (let child = path; child !== '/'; child = parentOf(child)) {
      const names = added.get(parentOf(child)) ?? new Set();
      added.set(parentOf(child), names.add(child.slice(child.lastIndexOf('/') + 1)));
    }
  }
  return {
    entry: (path) =>
      changes.has(path)
        ? changes.get(path)
        : (root.entry(path) ?? (added.has(path) ? { type: 'directory' } : undefined)),
    list: (directory) => {
      const names = new Set([...root.list(directory), ...(added.get(directory) ?? [])]);
      const isThere = (name: string) => {
        const path = `${directory === '/' ? '' : directory}/${name}`;
        return !changes.has(path) || changes.get(path) !== undefined;
      };
      return [...names].filter(isThere).sort(comparePaths);
    },
  };
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}
