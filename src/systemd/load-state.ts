/** Whether systemd loads a unit, and what keeps it from that: unit_load() of src/core/unit.c. */

import {
  checkValue,
  type DirectiveTable,
  type EffectiveSettings,
  type EffectiveValue,
  failureOf,
  lookupDirective,
  type SpecifierTable,
  type ValueContext,
} from '../codec/unit/index.ts';
import { lineProblemWords } from './line-problem-words.ts';
import type { LoadedUnit, LoadProblem, SourceFile } from './loaded-unit.ts';
import type { Located } from './lookup/locate-unit.ts';
import type { UnitName } from './names/unit-name.ts';
import { refusalOfSettings } from './refusal/of-settings.ts';

export interface LoadState {
  readonly loadState: LoadedUnit['loadState'];
  readonly reason?: LoadProblem;
}

/** By the file alone: what systemd knows before it has read a setting. */
export function stateOfFile({ fragment, kind, id, leadsNowhere }: Located, { type }: UnitName): LoadState {
  if (type === 'scope' && id !== 'init.scope') return notFound('a scope is made by a program, not by a file');
  if (kind === 'masked') return { loadState: 'masked' };
  if (leadsNowhere !== undefined) return notFound('the link leads to nothing', leadsNowhere);
  if (fragment === undefined) {
    // These exist without a file of their own.
    const exists = type === 'slice' || type === 'device' || id === '-.mount' || id === 'init.scope';
    return exists ? { loadState: 'loaded' } : notFound('no directory of the lookup path has a file of this name');
  }
  const { path } = fragment;
  if (kind === 'directory') return { loadState: 'error', reason: { message: 'it is a directory', path } };
  return { loadState: 'loaded' };
}

/** By a line that makes the whole file fail; undefined where there is none. */
export function stateOfLines({ path, document }: SourceFile): LoadState | undefined {
  const failure = failureOf(document);
  if (failure === undefined) return undefined;
  return { loadState: 'error', reason: { message: lineProblemWords[failure.kind], path, line: failure.at.line } };
}

function notFound(message: string, path?: string): LoadState {
  return { loadState: 'not-found', reason: { message, ...(path === undefined ? {} : { path }) } };
}

/** By a value of the unit file; a drop-in never fails the unit. */
export function stateOfValue(
  refused: EffectiveValue,
  path: string,
  table: DirectiveTable,
  context: ValueContext,
): LoadState {
  const { section, key, value, keyAt } = refused.assignment;
  const directive = lookupDirective(table, section, key, context.unitType);
  const problem = directive && checkValue(directive, value, context).find(({ effect }) => effect === 'fatal');
  const message = problem?.message ?? `systemd refuses the value of \`${key}=\``;
  return { loadState: 'bad-setting', reason: { message, path, line: keyAt.line } };
}

/** By the unit as a whole. A template is judged as its instances are. */
export function stateOfSettings(
  id: string,
  names: readonly string[],
  settings: EffectiveSettings,
  specifiers: SpecifierTable,
  systemd: number | undefined,
): LoadState {
  const refusal = refusalOfSettings([id, ...names.filter((name) => name !== id)], settings, specifiers, systemd);
  if (refusal === undefined) return { loadState: 'loaded' };
  return { loadState: refusal.loadState, reason: { message: refusal.message } };
}
