/** Two states of a unit, or of one file of it: by section, key, element, word and flag. */
import { parseEnvironment } from '../../codec/unit/index.ts';
import { compareBytes } from '../../core/order.ts';
import { commandAlone, commandElements, commandName, type ReadCommand, readCommands } from './command.ts';
import { changedElement, type Element, elementOf, meaningOf, type Piece } from './element.ts';
import { variableElements, variablesAlone } from './environment.ts';
import { listRule, wordsOf } from './list-rules.ts';
import { listElements, type Named, paired, setElements } from './lists.ts';
import { quadletElements } from './quadlet-keys.ts';
import { scalarMeaning } from './scalar-meaning.ts';
import { lineAt, linesOf, pathOf, whole } from './setting-pieces.ts';
import type { SettingValue, UnitKey, UnitSettings } from './unit-settings.ts';

const nothing: UnitKey = { values: [], resets: [] };

/** In bytewise order of section and key. */
export function unitElements(before: UnitSettings, after: UnitSettings): Element[] {
  const sections = [...new Set([...before.keys(), ...after.keys()])].sort(compareBytes);
  return sections.flatMap((section) => {
    const [old, now] = [before.get(section), after.get(section)];
    const keys = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort(compareBytes);
    return keys.flatMap((key) => keyElements([section, key], old?.get(key) ?? nothing, now?.get(key) ?? nothing));
  });
}

/** Of one unit file alone, each as added: commands by their words, variables by their flags. */
export function writtenSettings(settings: UnitSettings): Element[] {
  return [...settings].flatMap(([section, keys]) =>
    [...keys].flatMap(([key, said]) => {
      const at = [section, key];
      if (said.directive?.type === 'envAssignments') return variablesAlone(at, variablesIn(said.values));
      const commands = said.directive?.type === 'commandLine' ? commandsIn(said.values) : undefined;
      return commands?.flatMap((one) => commandAlone(at, one)) ?? keyElements(at, nothing, said);
    }),
  );
}

function keyElements(at: readonly string[], before: UnitKey, after: UnitKey): Element[] {
  const resets = changedElement('key', at, resetOf(before), resetOf(after));
  return [...resets, ...valueElements(at, before, after)];
}

/** Shown as what is written: nothing behind the `=`. */
function resetOf({ resets: [reset] }: UnitKey): Piece | undefined {
  return reset && { text: '', lines: linesOf(reset) };
}

function valueElements(at: readonly string[], before: UnitKey, after: UnitKey): Element[] {
  const quadlet = after.quadlet ?? before.quadlet;
  if (quadlet !== undefined) return quadletElements(at, quadlet, before.values, after.values);
  const directive = after.directive ?? before.directive;
  const [old, now] = [before.values, after.values];
  if (directive === undefined) return listElements('key', at, old.map(whole), now.map(whole));
  if (directive.type === 'commandLine') return commandListElements(at, old, now);
  if (directive.type === 'envAssignments') return variableElements(at, variablesIn(old), variablesIn(now));
  if (!directive.list && directive.type !== 'removed') {
    const scalar = (one: SettingValue | undefined): Piece | undefined =>
      one && { ...whole(one), meaning: scalarMeaning(one.value, directive) };
    return changedElement('key', at, scalar(old.at(-1)), scalar(now.at(-1)));
  }
  const [oldNames, newNames] = [namesIn(old, before, after), namesIn(now, before, after)];
  return oldNames === undefined || newNames === undefined
    ? listElements('element', at, old.map(whole), now.map(whole))
    : setElements('element', at, oldNames, newNames);
}

function variablesIn(values: readonly SettingValue[]): Map<string, Piece> {
  const found = new Map<string, Piece>();
  for (const one of values) {
    for (const { name, value, start } of parseEnvironment(one.value).assignments) {
      found.set(name, { text: value, lines: lineAt(one, start), ...pathOf(one) });
    }
  }
  return found;
}

/** Undefined where the order means something, or may. */
function namesIn(values: readonly SettingValue[], before: UnitKey, after: UnitKey): Named[] | undefined {
  const directive = after.directive ?? before.directive;
  if (directive === undefined) return undefined;
  const rule = listRule(directive);
  if (rule.kind === 'sequence') return undefined;
  if (rule.kind === 'values') return values.map((one) => ({ ...whole(one), name: rule.nameOf(one.value) }));
  const isInverse = values.length > 0 && values.every(({ value }) => value.startsWith('~'));
  if (
    rule.kind === 'inverse' &&
    !isInverse &&
    values.some(({ value }) => /^(?:~.*|none|any|all|no|yes|true|false|on|off|[01])?$/.test(value))
  ) {
    return undefined;
  }
  const names: Named[] = [];
  for (const one of values) {
    const skipped = isInverse && rule.kind === 'inverse' ? 1 : 0;
    const words = wordsOf(one.value.slice(skipped), directive);
    if (words === undefined) return undefined;
    for (const { text, start } of words) {
      const shown = `${'~'.repeat(skipped)}${text}`;
      names.push({ text: shown, name: rule.nameOf(shown), lines: lineAt(one, start + skipped), ...pathOf(one) });
    }
  }
  return names;
}

function commandListElements(
  at: readonly string[],
  before: readonly SettingValue[],
  after: readonly SettingValue[],
): Element[] {
  const [old, now] = [commandsIn(before), commandsIn(after)];
  if (old === undefined || now === undefined) return listElements('element', at, before.map(whole), after.map(whole));
  const [only, other] = [old[0], now[0]];
  if (old.length === 1 && now.length === 1 && only !== undefined && other !== undefined) {
    return meaningOf(only) === meaningOf(other) ? [] : commandElements(at, only, other);
  }
  return commandPairs(old, now).flatMap(([was, is, moved]) => {
    const one = was ?? is;
    const place = one === undefined ? at : [...at, commandName(one)];
    if (was === undefined || is === undefined) return changedElement('element', place, was, is);
    const shifted = moved ? [elementOf('element', place, { before: was, after: is, moved })] : [];
    return meaningOf(was) === meaningOf(is) ? shifted : [...shifted, ...commandElements(place, was, is)];
  });
}

/** Equal ones first, then those of the same program and verb. */
function commandPairs(before: readonly ReadCommand[], after: readonly ReadCommand[]) {
  const pairs = paired(before, after);
  const same = new Set(pairs.flatMap(([was, is]) => (was && is && meaningOf(was) === meaningOf(is) ? [was, is] : [])));
  const named = (one: ReadCommand) => ({
    ...one,
    own: one,
    meaning: same.has(one) ? meaningOf(one) : commandName(one),
  });
  return paired(before.map(named), after.map(named)).flatMap(([was, is, moved]) => {
    if (was && is && was.meaning !== is.meaning)
      return [
        [was.own, undefined, false],
        [undefined, is.own, false],
      ] as const;
    return [[was?.own, is?.own, moved] as const];
  });
}

function commandsIn(values: readonly SettingValue[]): ReadCommand[] | undefined {
  const found = values.map((one) => readCommands(one, one.source, one.path));
  return found.some((commands) => commands === undefined) ? undefined : found.flatMap((commands) => commands ?? []);
}
