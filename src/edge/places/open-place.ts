/** What a user names that may hold files of hosts. */
import fs from 'node:fs';
import { beginning } from '../beginning.ts';
import { looksLikeArchive } from '../read-archive.ts';
import { tarPlace } from './archive-place.ts';
import { directoryPlace } from './directory-place.ts';
import type { Place } from './place.ts';

/** Undefined for what is neither a directory nor an archive: it may be a spec, or not be there. */
export async function openPlace(name: string): Promise<Place | undefined> {
  const found = fs.statSync(name, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return directoryPlace(name);
  if (found?.isFile() !== true || !looksLikeArchive(beginning(name))) return undefined;
  return tarPlace(name);
}
