/** Values that are text: specifiers are expanded, and some have rules of their own; load-fragment.c. */
import { byteLength } from '../bytes.ts';
import { isSafeString } from '../printable.ts';
import { judge, resolve } from './specifier.ts';
import { type Complaint, complaint, ignored, shown, type ValueCheck, whole } from './value-problem.ts';

function textOf(check: (text: string) => Complaint | undefined): ValueCheck {
  return (value, _directive, { systemd }) => {
    const what = judge(value, 'full', systemd, check);
    return what === undefined ? [] : whole('ignored', value, what);
  };
}

export const checkText = textOf(() => undefined);

const longest = 255;

export const checkRebootParameter = textOf((text) =>
  /^[\0-\x7f]*$/.test(text) && text.length <= longest
    ? undefined
    : complaint(`${shown(text)} is not an argument for reboot(2)`, `write at most ${longest} characters of ASCII`),
);

/** NAME_MAX less a machine ID and a point. */
const longestNamespace = longest - 32 - 1;

/** log_namespace_name_valid() of src/basic/syslog-util.c. */
export const checkLogNamespace = textOf((text) =>
  /^[A-Za-z0-9:_.\\@-]+$/.test(text) &&
  isSafeString(text) &&
  text.length <= longestNamespace &&
  text !== '.' &&
  text !== '..'
    ? undefined
    : complaint(`${shown(text)} is not a name of a journal`, 'use letters, digits and `:-_.@`'),
);

/** Labels of security modules: `-` in front makes a failure to set them harmless. */
export const checkSecurityLabel: ValueCheck = (value, _directive, { systemd }) => {
  const optional = value.startsWith('-');
  const resolved = resolve(optional ? value.slice(1) : value, 'full', systemd);
  if (resolved.type !== 'bad') return [];
  return whole(optional ? 'ignored' : 'fatal', value, resolved.what);
};

/** Of the architecture of the host only: what that is, a unit does not say. */
export const checkPersonality: ValueCheck = (value, { values = [] }) =>
  values.includes(value)
    ? []
    : ignored(value, `${shown(value)} is not a personality`, 'write it like `x86` or `x86-64`');

export function isWithin(text: string, bytes: number): boolean {
  return byteLength(text) <= bytes;
}
