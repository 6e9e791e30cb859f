/** What the parts of the planner share. */
import path from 'node:path';
import type { Code } from '../../core/catalogue/index.ts';
import { type Diagnostic, type DiagnosticDetails, diagnostic } from '../../core/diagnostic.ts';
import { compareBytes } from '../../core/order.ts';
import type { Disk } from './disk.ts';
import type { Owned } from './owned.ts';
import { type State, stateOf } from './state.ts';
import type { Wanted } from './wanted.ts';

export interface Context {
  readonly disk: Disk;
  readonly out: string;
  readonly owned: Owned;
  readonly wanted: ReadonlyMap<string, Wanted>;
  /** Directories that stay or are made. */
  readonly needed: ReadonlySet<string>;
  readonly states: Map<string, State>;
  readonly deletes: Set<string>;
  readonly prunes: Set<string>;
  /** By path: one obstacle may be in the way of many files. */
  readonly problems: Map<string, Diagnostic>;
}

export function state(context: Context, relative: string): State {
  const known = context.states.get(relative);
  if (known !== undefined) return known;
  const found = stateOf(context.disk, path.join(context.out, relative));
  context.states.set(relative, found);
  return found;
}

/** The first problem of a path stays. */
export function problem(context: Context, code: Code, relative: string, details: DiagnosticDetails): false {
  const file = path.join(context.out, relative);
  if (!context.problems.has(relative)) context.problems.set(relative, diagnostic(code, { file, ...details }));
  return false;
}

export function sortedProblems(context: Context): Diagnostic[] {
  return [...context.problems].sort(([a], [b]) => compareBytes(a, b)).map(([, found]) => found);
}
