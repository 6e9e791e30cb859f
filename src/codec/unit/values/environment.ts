/** Variables and journal fields: config_parse_environ(), …_pass_environ(), …_unset_environ(), …_log_extra_fields(). */
import { hasLoneSurrogate } from '../bytes.ts';
import type { ExtractFlags } from '../extract-word.ts';
import { hasNoncharacter } from '../printable.ts';
import { isVariableName } from '../quote-environment.ts';
import { judge } from './specifier.ts';
import { type Complaint, complaint, shown, type ValueCheck } from './value-problem.ts';
import { checkWords, unquoted, wordDropped } from './words.ts';

const unescaped: ExtractFlags = { unquote: true, cUnescape: true };

export const checkEnvironment: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, unescaped, (word) => wordDropped(word, judged(word.text, systemd, assignmentComplaint)));

export const checkPassEnvironment: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, unquoted, (word) => wordDropped(word, judge(word.text, 'full', systemd, nameComplaint)));

export const checkUnsetEnvironment: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, unescaped, (word) =>
    wordDropped(word, judge(word.text, 'full', systemd, word.text.includes('=') ? assignmentComplaint : nameComplaint)),
  );

export const checkLogFields: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, unescaped, (word) => wordDropped(word, judged(word.text, systemd, fieldComplaint)));

/** A specifier behind `=` leaves the name to be judged. */
function judged(text: string, systemd: number, check: (text: string) => Complaint | undefined): Complaint | undefined {
  const equals = text.indexOf('=');
  const what = judge(text, 'full', systemd, check);
  if (what !== undefined || equals === -1 || text.slice(0, equals).includes('%')) return what;
  return check(`${text.slice(0, equals)}=`);
}

function assignmentComplaint(text: string): Complaint | undefined {
  const equals = text.indexOf('=');
  if (equals === -1)
    return complaint(`${shown(text)} is not an assignment`, 'write `NAME=value`, the whole in quotes if it has blanks');
  if (!isUtf8(text)) return complaint(`${shown(text)} is not UTF-8`);
  return nameComplaint(text.slice(0, equals));
}

function nameComplaint(name: string): Complaint | undefined {
  if (isVariableName(name)) return undefined;
  const help =
    /^[A-Za-z0-9_,]+$/.test(name) && name.includes(',')
      ? 'separate names by blanks'
      : 'use letters, digits and `_`, no digit first';
  return complaint(`${shown(name)} is not a name of a variable`, help);
}

function fieldComplaint(text: string): Complaint | undefined {
  const equals = text.indexOf('=');
  if (equals === -1) return complaint(`${shown(text)} is not a field`, 'write `NAME=value`');
  if (/^[A-Z][A-Z0-9_]{0,63}$/.test(text.slice(0, equals))) return undefined;
  return complaint(
    `${shown(text.slice(0, equals))} is not a name of a field`,
    'use capitals, digits and `_`, a letter first, at most 64',
  );
}

function isUtf8(text: string): boolean {
  return !hasLoneSurrogate(text) && !hasNoncharacter(text);
}
