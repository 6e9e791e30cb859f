/** Filters of system calls: config_parse_syscall_filter(), …_log(), …_archs() of load-fragment.c; systemd.exec(5). */
import { nearest } from '../../../core/nearest.ts';
import type { Word } from '../extract-word.ts';
import { enumerationComplaint } from './enumeration.ts';
import { errnoComplaint } from './errno.ts';
import { syscallGroupSince, syscallGroups, syscalls } from './syscall-names.ts';
import { dropped, shown, type ValueCheck, type ValueProblem } from './value-problem.ts';
import { checkWords, unquoted, wordDropped } from './words.ts';

/** `NAME`, `@GROUP`, or where `~` inverts the list also `NAME:ERRNO`. */
export const checkSyscallFilter: ValueCheck = (value, _directive, { systemd }) => {
  const inverted = value.startsWith('~');
  return checkWords(value, inverted ? 1 : 0, {}, (word) => {
    const colon = word.text.indexOf(':');
    if (colon === -1) return nameProblem(word, word.text, systemd);
    const what = errnoComplaint(word.text.slice(colon + 1), true);
    if (what !== undefined) return wordDropped(word, what);
    if (!inverted)
      return dropped(word, `${shown(word.text)} gives an error to a call that is allowed`, 'remove the error number');
    return nameProblem(word, word.text.slice(0, colon), systemd);
  });
};

export const checkSyscallLog: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, value.startsWith('~') ? 1 : 0, {}, (word) => nameProblem(word, word.text, systemd));

function nameProblem(word: Word, name: string, systemd: number): ValueProblem | undefined {
  const known = name.startsWith('@') ? syscallGroups : syscalls;
  const since = syscallGroupSince[name] ?? 0;
  if (known.has(name) && since <= systemd) return undefined;
  const what = name.startsWith('@') ? 'a group of system calls' : 'a system call';
  if (known.has(name)) return dropped(word, `${shown(name)} needs systemd ${since}`);
  const near = nearest(name, known);
  const help = near === undefined ? '`systemd-analyze syscall-filter` lists them' : `write \`${near}\``;
  return dropped(word, `${shown(name)} is not ${what} that is known`, help);
}

export const checkSyscallArchitectures: ValueCheck = (value, directive, context) =>
  checkWords(value, 0, unquoted, (word) => wordDropped(word, enumerationComplaint(word.text, directive, context)));
