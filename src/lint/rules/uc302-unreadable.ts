import { type CommandProblemKind, parseCommandLine } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';

const words: Readonly<Record<string, string>> = {
  'line-too-long': 'a line is longer than systemd reads',
  'continuation-too-long': 'a continued line is longer than systemd reads',
  'not-utf8': 'a line is not UTF-8',
  'header-not-closed': 'a section header does not end in `]`',
  'header-characters': 'a section header holds a control character',
  'outside-section': 'an assignment stands before any section',
  'no-equals': 'a line has no `=`',
  'no-key': 'a line has no key before `=`',
};

const commandWords: Readonly<Record<CommandProblemKind, string>> = {
  'unknown-escape': 'has an escape that systemd does not know',
  'open-quote': 'has a quote that is not closed',
  specifier: 'has a `%` that systemd cannot expand',
  'empty-path': 'names no program',
  'unsafe-path': 'names a program that systemd does not take for a path',
  directory: 'names a directory',
  'not-a-program': 'names no program',
  'no-argv0': 'has no name for its program behind `@`',
};

/** Lines that systemd skips, or that make the whole file fail, and command lines of which it drops something. */
export const unreadable: UnitRule = ({ problems, assignments }) => [
  ...problems.map(({ kind, at }) => ({ code: 'UC302' as const, message: words[kind] ?? kind, line: at.line })),
  ...assignments.flatMap(({ section, key, value, keyAt }) => {
    if (section !== 'Service' || !/^Exec/.test(key)) return [];
    const lost = parseCommandLine(value).problems.find(({ effect }) => effect !== 'kept');
    if (lost === undefined) return [];
    return [{ code: 'UC302' as const, message: `\`${key}\` ${commandWords[lost.kind]}`, line: keyAt.line }];
  }),
];
