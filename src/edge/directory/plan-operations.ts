import { compareBytes } from '../../core/order.ts';
import type { Operation } from './operation.ts';
import { manifestEnding } from './paths.ts';
import { type Context, state } from './plan-context.ts';
import type { Wanted } from './wanted.ts';

export interface Operations {
  readonly operations: readonly Operation[];
  /** By the name that `replace` operations use. */
  readonly staged: ReadonlyMap<string, Wanted>;
}

/** Deletions first, since a file may go where a directory was and the reverse; manifests last. */
export function operations(context: Context, replaced: readonly Wanted[]): Operations {
  const staged = new Map<string, Wanted>();
  const isManifest = (relative: string) => !relative.includes('/') && relative.endsWith(manifestEnding);
  const deletes = [...context.deletes].sort(compareBytes).map((relative): Operation => {
    return { op: 'delete', path: relative, before: state(context, relative) };
  });
  const prunes = [...context.prunes].sort(compareBytes).reverse();
  const replaces = replaced.flatMap((wanted): Operation[] => {
    if (wanted.type === 'directory') return [];
    const stage = String(staged.size);
    staged.set(stage, wanted);
    return [{ op: 'replace', path: wanted.path, stage, before: state(context, wanted.path) }];
  });
  const all: Operation[] = [
    ...deletes.filter(({ path: relative }) => !isManifest(relative)),
    ...prunes.map((relative): Operation => ({ op: 'prune', path: relative })),
    ...directories(context, replaced),
    ...replaces.filter(({ path: relative }) => !isManifest(relative)),
    ...replaces.filter(({ path: relative }) => isManifest(relative)),
    ...deletes.filter(({ path: relative }) => isManifest(relative)),
  ];
  return { operations: all, staged };
}

function directories(context: Context, replaced: readonly Wanted[]): Operation[] {
  const changed = new Set(replaced);
  const modes = new Map<string, number>();
  for (const directory of context.needed) {
    const there = state(context, directory) === 'directory' && !context.prunes.has(directory);
    if (!there) modes.set(directory, defaultMode);
  }
  for (const wanted of context.wanted.values()) {
    if (wanted.type === 'directory' && (modes.has(wanted.path) || changed.has(wanted))) {
      modes.set(wanted.path, wanted.mode);
    }
  }
  const sorted = [...modes].sort(([a], [b]) => compareBytes(a, b));
  return sorted.map(([relative, mode]): Operation => ({ op: 'directory', path: relative, mode }));
}

/** Of directories that no artifact asks for. */
const defaultMode = 0o755;
