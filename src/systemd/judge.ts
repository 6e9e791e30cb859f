/** Which assignments take effect: by the release of systemd, and by the value's own parser. */
import {
  checkValue,
  type Directive,
  expandKnown,
  type Judge,
  parseCommandLine,
  type SpecifierTable,
  specifiersIn,
  type ValueProblem,
  type Verdict,
} from '../codec/unit/index.ts';
import type { UnitType } from './names/unit-type.ts';

/** The release that data/directives.json was read from. */
export const newestSystemd = 262;

/** Lists whose first word says what the others do, so that one without words has a meaning too. */
const modes = new Set([
  'address_families',
  'capability_set',
  'namespace_flags',
  'restrict_filesystems',
  'restrict_network_interfaces',
  'syscall_filter',
  'syscall_log',
]);

/**
 * Without a release no directive counts as too new or removed. `specifiers` are those that are known: programs
 * of command lines are judged by what they expand to.
 */
export function judgeFor(unitType: UnitType, systemd?: number, specifiers: SpecifierTable = {}): Judge {
  const context = { unitType, systemd: systemd ?? newestSystemd };
  return (directive, { value }) => {
    if (systemd !== undefined && !isKnown(directive, systemd)) return 'ignored';
    const problems = checkValue(directive, expandedWhole(directive, value, specifiers), context);
    const isFatal = problems.some(({ effect }) => effect === 'fatal');
    if (problems.length === 0 && !value.includes('%')) return 'taken';
    if (directive.type === 'commandLine' && value !== '') return ofCommandLine(value, specifiers, isFatal);
    if (isFatal) return 'fatal';
    if (problems.some(({ effect }) => effect === 'ignored')) return 'ignored';
    return !modes.has(directive.parser) && hasNothingLeft(value, problems) ? 'ignored' : 'taken';
  };
}

function isKnown({ since, removed }: Directive, systemd: number): boolean {
  return since <= systemd && (removed === undefined || removed > systemd);
}

/** What a value that is read whole says, where all its specifiers are known; as it is written else. */
function expandedWhole({ quoting, specifiers }: Directive, value: string, known: SpecifierTable): string {
  if (quoting !== undefined || (specifiers !== 'full' && specifiers !== 'unit-name') || !value.includes('%'))
    return value;
  const text = expandKnown(value, known);
  // A value that comes out empty is no empty assignment; a `%` is text from here on.
  return text === '' || specifiersIn(text).length > 0 ? value : text.replaceAll('%', '%%');
}

/** The commands in front of one that is dropped stay. */
function ofCommandLine(value: string, specifiers: SpecifierTable, isFatal: boolean): Verdict {
  const { commands, problems } = parseCommandLine(value, specifiers, { partial: true });
  if (problems.some(({ effect }) => effect === 'fatal')) {
    return { kept: value.slice(0, commands.at(-1)?.words.at(-1)?.end ?? 0) };
  }
  if (isFatal) return 'fatal';
  return commands.length === 0 ? 'ignored' : 'taken';
}

/** Every word is dropped. */
function hasNothingLeft(value: string, problems: readonly ValueProblem[]): boolean {
  const dropped = problems.filter(({ effect }) => effect === 'word-dropped');
  if (dropped.length === 0) return false;
  let left = '';
  let at = 0;
  for (const { start, end } of [...dropped].sort((a, b) => a.start - b.start)) {
    left += value.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return (left + value.slice(at)).trim() === '';
}
