/** Users and groups: valid_user_group_name() of src/basic/user-util.c, as relaxed as units may be. */
import { byteLength, hasLoneSurrogate } from '../bytes.ts';
import { hasControl } from '../printable.ts';
import { judge } from './specifier.ts';
import {
  type Complaint,
  complaint,
  problem,
  shown,
  silent,
  type ValueCheck,
  type ValueProblem,
  whole,
} from './value-problem.ts';
import { checkWords } from './words.ts';

/** 65535 and 4294967295 mean "no user" to the kernel. */
const noUser = new Set(['65535', '4294967295']);
const most = 4_294_967_295;
const strict = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** UT_NAMESIZE - 1 */
const strictLength = 31;

function nameComplaint(name: string): Complaint | undefined {
  if (/^(?:0|[1-9][0-9]*)$/.test(name) && name.length <= 10 && Number(name) <= most && !noUser.has(name))
    return undefined;
  const reason = nameReason(name);
  return reason === undefined ? undefined : complaint(`${shown(name)} is not a name of a user or group: it ${reason}`);
}

function nameReason(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.startsWith(' ') || name.endsWith(' ')) return 'has blanks at its ends';
  if (hasLoneSurrogate(name)) return 'is not UTF-8';
  if (hasControl(name.replace(/[\u0080-\u009f]/g, ''))) return 'has control characters in it';
  if (/[:/]/.test(name)) return 'has `:` or `/` in it';
  if (/^-?[0-9]+$/.test(name) || name === '-') return 'is a number that is no ID';
  if (name === '.' || name === '..') return 'is a directory';
  return undefined;
}

/** systemd takes names that useradd(8) would not, with a notice. */
function isStrict(name: string): boolean {
  return (strict.test(name) && byteLength(name) <= strictLength) || /^[0-9]+$/.test(name);
}

function kept(value: string, name: string): readonly ValueProblem[] {
  if (isStrict(name) || name.includes('%')) return [];
  const what = complaint(
    `${shown(name)} breaks the rules for names of users and groups`,
    'use letters, digits, `_` and `-`',
  );
  // Its notice names neither file nor line.
  return whole('kept', value, what).map(silent);
}

export const checkUserOrGroup: ValueCheck = (value, { name }, { systemd }) => {
  const what = judge(value, 'full', systemd, nameComplaint);
  if (value === 'nobody' && name.includes('User')) {
    const nobody = complaint(
      '`nobody` owns what belongs to no user, and is not safe for a service',
      'use DynamicUser=, or a user of its own',
    );
    return whole('kept', value, nobody);
  }
  return what === undefined ? kept(value, value) : whole('fatal', value, what);
};

export const checkUsersOrGroups: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, {}, (word) => {
    const what = judge(word.text, 'full', systemd, nameComplaint);
    if (what !== undefined) return problem('fatal', word, what);
    const [odd] = kept(word.text, word.text);
    return odd === undefined ? undefined : { ...odd, start: word.start, end: word.end };
  }).map((found) => (found.effect === 'word-dropped' ? { ...found, effect: 'fatal' } : found));
