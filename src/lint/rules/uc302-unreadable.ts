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

/** Lines that systemd skips, or that make the whole file fail. */
export const unreadable: UnitRule = ({ problems }) =>
  problems.map(({ kind, at }) => ({ code: 'UC302', message: words[kind] ?? kind, line: at.line }));
