/** What units say themselves: the dependency settings of systemd.unit(5), and the links beside a unit. */

import { splitWords } from '../../../codec/unit/index.ts';
import type { Setting, SourceFile } from '../../loaded-unit.ts';
import type { DependencyName } from '../dependency.ts';
import type { WrittenOrigin } from '../edge.ts';
import type { GraphUnit } from '../graph-unit.ts';
import { assignmentsOf, expanded, filesOf, originOf, unitName, words } from '../reading.ts';
import type { Wiring } from '../wiring.ts';

/** Keys of `[Unit]`, old spellings among them: `src/core/load-fragment-gperf.gperf.in`. */
const keys: readonly (readonly [key: string, name: DependencyName])[] = [
  ['Requires', 'Requires'],
  ['Requisite', 'Requisite'],
  ['Wants', 'Wants'],
  ['BindsTo', 'BindsTo'],
  ['BindTo', 'BindsTo'],
  ['Upholds', 'Upholds'],
  ['Conflicts', 'Conflicts'],
  ['Before', 'Before'],
  ['After', 'After'],
  ['OnSuccess', 'OnSuccess'],
  ['OnFailure', 'OnFailure'],
  ['PropagatesReloadTo', 'PropagatesReloadTo'],
  ['PropagateReloadTo', 'PropagatesReloadTo'],
  ['ReloadPropagatedFrom', 'ReloadPropagatedFrom'],
  ['PropagateReloadFrom', 'ReloadPropagatedFrom'],
  ['PropagatesStopTo', 'PropagatesStopTo'],
  ['StopPropagatedFrom', 'StopPropagatedFrom'],
  ['PartOf', 'PartOf'],
  ['JoinsNamespaceOf', 'JoinsNamespaceOf'],
];

const nameOf: ReadonlyMap<string, DependencyName> = new Map(keys);

/** A word of a dependency setting. */
export interface WrittenDependency {
  readonly name: DependencyName;
  /** As written: specifiers are in it. */
  readonly word: string;
  readonly origin: WrittenOrigin;
}

/** What files of a unit say that it depends on, in order; an empty assignment takes nothing back. */
export function writtenDependencies(files: Iterable<Pick<SourceFile, 'path' | 'document'>>): WrittenDependency[] {
  const found: WrittenDependency[] = [];
  for (const { path, document } of files) {
    for (const { section, key, value, keyAt } of document.assignments) {
      const name = section === 'Unit' ? nameOf.get(key) : undefined;
      if (name === undefined) continue;
      const origin = { path, line: keyAt.line };
      for (const { text: word } of splitWords(value, 'retain-escape').words) found.push({ name, word, origin });
    }
  }
  return found;
}

export function addWritten(unit: GraphUnit, wiring: Wiring): void {
  for (const { name, word, origin } of writtenDependencies(filesOf(unit))) {
    const other = unitName(unit, word, wiring.options.specifiers);
    if (other !== undefined && !leadsToItself(unit, word, other)) wiring.add(name, unit, other, origin);
  }
  for (const setting of assignmentsOf(unit, 'Unit', 'RequiresMountsFor')) addPaths(unit, setting, wiring);
  for (const { unit: other, path } of unit.loaded.links.wants) wiring.add('Wants', unit, other, { path });
  for (const { unit: other, path } of unit.loaded.links.requires) wiring.add('Requires', unit, other, { path });
  for (const { unit: other, path } of unit.loaded.links.upholds) wiring.add('Upholds', unit, other, { path });
}

function addPaths(unit: GraphUnit, setting: Setting, wiring: Wiring): void {
  for (const word of words(setting, 'unquote')) {
    const path = expanded(unit, word, wiring.options.specifiers);
    if (path !== undefined) wiring.requirePath(unit, path, originOf(setting));
  }
}

/**
 * A template that names itself with `%i`, `%n` or `%N` in the instance would make new instances for ever;
 * systemd drops that: `unit_is_likely_recursive_template_dependency()`.
 */
function leadsToItself(unit: GraphUnit, word: string, other: string): boolean {
  const at = other.indexOf('@');
  if (at === -1 || !/%[inN]/.test(word.slice(word.indexOf('@')))) return false;
  const suffix = other.slice(other.lastIndexOf('.') + 1);
  const isTemplate = unit.loaded.fragment?.path.includes('@.') === true;
  return isTemplate && other.slice(0, at) === unit.loaded.prefix && suffix === unit.type;
}
