/** What is in an archive: of tar, or another that has been read into the same members. */
import { compareBytes } from '../../core/order.ts';
import type { Entry, Snapshot } from '../../diff/entry.ts';
import { readArchive } from '../read-archive.ts';
import { eachEntry, type Place } from './place.ts';

/** `file` looks like an archive. */
export async function tarPlace(file: string): Promise<Place> {
  return membersPlace(file, await readArchive(file));
}

export function membersPlace(name: string, members: Snapshot): Place {
  const children = new Map<string, Set<string>>();
  for (const path of members.keys()) addParents(path, children);
  const entry = (path: string): Entry | undefined => members.get(path);
  return {
    name,
    entry,
    entries: (paths) => eachEntry({ entry }, paths),
    names: (directory) => [...(children.get(directory) ?? [])].sort(compareBytes),
    isDirectory: (path) => path === '' || children.has(path) || members.get(path)?.type === 'directory',
    below: (directory) => {
      const start = `${directory}/`;
      const inside = [...members].filter(([path]) => path.startsWith(start));
      return membersPlace(
        `${name}: ${directory}`,
        new Map(inside.map(([path, one]) => [path.slice(start.length), one])),
      );
    },
    everything: members,
  };
}

/** Directories above a member are there without being members. */
function addParents(path: string, children: Map<string, Set<string>>): void {
  const slash = path.lastIndexOf('/');
  const parent = path.slice(0, Math.max(slash, 0));
  const siblings = children.get(parent) ?? new Set();
  const isNew = siblings.size === 0;
  children.set(parent, siblings.add(path.slice(slash + 1)));
  if (isNew && parent !== '') addParents(parent, children);
}
