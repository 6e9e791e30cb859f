/** Something that holds the files of hosts: a directory, an archive, a directory of a git revision. */
import type { Entry, Snapshot } from '../../diff/entry.ts';

/** Paths are relative to it, without `.` and `..`; '' is the place itself. What is at a path is not followed. */
export interface Place {
  /** For messages. */
  readonly name: string;
  entry(path: string): Entry | undefined;
  /** Of those paths at which something is. */
  entries(paths: Iterable<string>): Map<string, Entry>;
  /** In the directory, bytewise; none for what is no directory. */
  names(directory: string): string[];
  isDirectory(path: string): boolean;
  /** A directory of it, as a place; there need be none. */
  below(directory: string): Place;
  /** Where all that is in it reaches a host, whatever a manifest lists: an archive is unpacked as a whole. */
  readonly everything?: Snapshot;
  /** Of modes it has only whether a file is executable, no owners, and no empty directories. */
  readonly isKeptByGit?: boolean;
}

export function eachEntry(place: Pick<Place, 'entry'>, paths: Iterable<string>): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const path of paths) {
    const entry = place.entry(path);
    if (entry !== undefined) found.set(path, entry);
  }
  return found;
}

/** What is no directory, at any depth below one. */
export function filesBelow(place: Place, directory: string): string[] {
  return place.names(directory).flatMap((name) => {
    const path = directory === '' ? name : `${directory}/${name}`;
    return place.isDirectory(path) ? filesBelow(place, path) : [path];
  });
}
