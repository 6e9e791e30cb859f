/** What manifests say was installed, for telling edits by. */
import type { Entry } from '../diff/entry.ts';
import type { FileEffect, Manifest } from '../tree/manifest.ts';
import { type Installed, isAsInstalled } from './file-changes.ts';

/**
 * `older` is of before the last apply: what slot puts back where a new image does not run is of then, and ours all
 * the same.
 */
export function installedOn(
  entry: (path: string) => Entry | undefined,
  last: Manifest,
  older: Manifest | undefined,
): Map<string, Installed> {
  const installed = installedBy(last);
  for (const [path, before] of older === undefined ? [] : installedBy(older)) {
    const [there, now] = [entry(path), installed.get(path)];
    if (there === undefined || now === undefined || isAsInstalled(there, now)) continue;
    if (isAsInstalled(there, before)) installed.set(path, before);
  }
  return installed;
}

export function installedBy({ files }: Manifest): Map<string, Installed> {
  return new Map(
    files.map((entry) => [entry.path, { entry, effect: entry.type === 'directory' ? {} : effectOf(entry) }]),
  );
}

export function effectsIn({ files }: Manifest): Map<string, FileEffect> {
  return new Map(files.flatMap((entry) => (entry.type === 'directory' ? [] : [[entry.path, effectOf(entry)]])));
}

function effectOf({ restarts, start }: FileEffect): FileEffect {
  return { ...(restarts && { restarts }), ...(start !== undefined && { start }) };
}
