/**
 * Compares an output directory with what is to stand there. All obstacles are found before anything is
 * written: with diagnostics there are no operations.
 */
import path from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Disk } from './disk.ts';
import { type OwnedRequest, owned } from './owned.ts';
import { ancestors } from './paths.ts';
import { type Context, problem, sortedProblems, state } from './plan-context.ts';
import { type Operations, operations } from './plan-operations.ts';
import type { Wanted } from './wanted.ts';

export interface Plan extends Operations {
  readonly diagnostics: readonly Diagnostic[];
  /** Number of files and symlinks that are right already. */
  readonly unchanged: number;
}

export function plan(disk: Disk, request: OwnedRequest): Plan {
  const wanted = new Map(request.hosts.flatMap(({ files }) => files).map((each) => [each.path, each]));
  const context: Context = {
    disk,
    out: request.out,
    owned: owned(disk, request),
    wanted,
    needed: neededDirectories(wanted.values()),
    states: new Map(),
    deletes: new Set(),
    prunes: new Set(),
    problems: new Map(),
  };
  planDeletes(context);
  const replaced = [...wanted.values()].filter((each) => planWanted(context, each));
  const diagnostics = [...context.owned.diagnostics, ...sortedProblems(context)];
  if (diagnostics.length > 0) return { operations: [], staged: new Map(), diagnostics, unchanged: 0 };
  return { ...operations(context, replaced), diagnostics, unchanged: countUnchanged(context, replaced) };
}

/** Of what earlier builds made and this one does not; what was edited since is an obstacle. */
function planDeletes(context: Context): void {
  for (const [relative, left] of context.owned.states) {
    if (context.wanted.has(relative) || !ancestors(relative).every((each) => state(context, each) === 'directory'))
      continue;
    const found = state(context, relative);
    if (found === 'absent') continue;
    if (left === 'directory') {
      if (found === 'directory') prune(context, relative);
    } else if (found === left) {
      context.deletes.add(relative);
      for (const directory of ancestors(relative)) prune(context, directory);
    } else {
      edited(context, relative);
    }
  }
}

function prune(context: Context, directory: string): void {
  if (!context.needed.has(directory)) context.prunes.add(directory);
}

function edited(context: Context, relative: string): false {
  return problem(context, 'UC601', relative, { message: `\`${relative}\` was edited since the last build` });
}

/** Whether an operation is needed for it. */
function planWanted(context: Context, wanted: Wanted): boolean {
  const way = wayTo(context, wanted.path);
  if (way === 'blocked') return false;
  // Never asked through what is to be deleted: a symlink of ours may have led anywhere.
  if (way === 'new') context.states.set(wanted.path, 'absent');
  const found = state(context, wanted.path);
  if (found === 'absent') return true;
  if (wanted.type === 'directory') return planDirectory(context, wanted);
  if (found === 'directory') return planOverDirectory(context, wanted.path);
  if (found === wanted.state) return wanted.type === 'file' && !hasMode(context, wanted.path, wanted.mode);
  const left = context.owned.states.get(wanted.path);
  if (left === undefined) {
    return problem(context, 'UC600', wanted.path, {
      message: `\`${wanted.path}\` is in the way and not made by unitc`,
    });
  }
  return found === left ? true : edited(context, wanted.path);
}

function hasMode(context: Context, relative: string, mode: number): boolean {
  return context.disk.mode(path.join(context.out, relative)) === mode;
}

/** A symlink on the way is never followed, not even one of ours that leads to the right place. */
function wayTo(context: Context, relative: string): 'there' | 'new' | 'blocked' {
  for (const directory of ancestors(relative)) {
    const found = state(context, directory);
    if (found === 'absent' || context.deletes.has(directory)) return 'new';
    if (found === 'directory') continue;
    const what = found.startsWith('symlink ') ? 'a symlink' : 'no directory';
    problem(context, 'UC602', directory, { message: `\`${directory}\` is ${what}, a directory is needed` });
    return 'blocked';
  }
  return 'there';
}

function planDirectory(context: Context, wanted: Wanted & { readonly type: 'directory' }): boolean {
  const found = state(context, wanted.path);
  if (found === 'directory') return !hasMode(context, wanted.path, wanted.mode);
  const left = context.owned.states.get(wanted.path);
  if (found !== left) {
    return problem(context, 'UC602', wanted.path, { message: `\`${wanted.path}\` is no directory, one is needed` });
  }
  context.deletes.add(wanted.path);
  return true;
}

function planOverDirectory(context: Context, relative: string): boolean {
  const inside = prunable(context, relative);
  if (inside === undefined) {
    return problem(context, 'UC602', relative, { message: `\`${relative}\` is a directory, a file is needed` });
  }
  for (const directory of inside) context.prunes.add(directory);
  return true;
}

/** The directory and those in it, if nothing is left in them once our old files are deleted. */
function prunable(context: Context, relative: string): string[] | undefined {
  const found = [relative];
  const names = context.disk.list(path.join(context.out, relative));
  if (names.length === 0 && context.owned.states.get(relative) !== 'directory') return undefined;
  for (const name of names) {
    const inner = `${relative}/${name}`;
    if (context.deletes.has(inner)) continue;
    const below = state(context, inner) === 'directory' ? prunable(context, inner) : undefined;
    if (below === undefined) return undefined;
    found.push(...below);
  }
  return found;
}

function neededDirectories(wanted: Iterable<Wanted>): Set<string> {
  const needed = new Set<string>();
  for (const each of wanted) {
    for (const directory of ancestors(each.path)) needed.add(directory);
    if (each.type === 'directory') needed.add(each.path);
  }
  return needed;
}

function countUnchanged(context: Context, replaced: readonly Wanted[]): number {
  const changed = new Set(replaced);
  return [...context.wanted.values()].filter((each) => each.type !== 'directory' && !changed.has(each)).length;
}
