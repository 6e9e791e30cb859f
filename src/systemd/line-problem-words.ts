import type { ProblemKind } from '../codec/unit/index.ts';

/** What is wrong with a line of a unit file, in words. */
export const lineProblemWords: Readonly<Record<ProblemKind, string>> = {
  'line-too-long': 'a line is longer than systemd reads',
  'continuation-too-long': 'a continued line is longer than systemd reads',
  'not-utf8': 'a line is not UTF-8',
  'header-not-closed': 'a section header does not end in `]`',
  'header-characters': 'a section header holds a control character, a quote or a backslash',
  'outside-section': 'an assignment stands before any section',
  'no-equals': 'a line has no `=`',
  'no-key': 'a line has no key before `=`',
};
