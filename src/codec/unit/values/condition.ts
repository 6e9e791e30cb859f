/** Conditions and asserts: config_parse_unit_condition_path(), …_string() of load-fragment.c; systemd.unit(5). */
import { isBoolean } from './boolean.ts';
import { writtenPathComplaint } from './path.ts';
import { resolve } from './specifier.ts';
import { type Complaint, complaint, ignored, problem, shown, silent, type ValueCheck, whole } from './value-problem.ts';

/** `|`, then `!`, then the path at once. */
export const checkConditionPath: ValueCheck = (value, { name }, { systemd }) => {
  const path = value.replace(/^\|?!?/, '');
  const what = writtenPathComplaint(path, 'absolute', systemd);
  if (what === undefined) return [];
  // ConditionNeedsUpdate=/etc! and the like: the prefixes stand in the wrong order or apart.
  const help = /^[!|\s]/.test(path) ? 'write `|` first, then `!`, then the path, without blanks' : what.help;
  return whole('ignored', value, complaint(`${what.message} for ${name}=`, help));
};

/** Systems without a name in the table are judged when the unit starts. */
const words: Readonly<Record<string, readonly string[]>> = {
  Security: [
    'selinux',
    'apparmor',
    'tomoyo',
    'smack',
    'ima',
    'audit',
    'uefi-secureboot',
    'tpm2',
    'cvm',
    'measured-uki',
  ],
};

/** The text is not read on load: what can never hold is told in silence. */
export const checkConditionString: ValueCheck = (value, { name }, { systemd }) => {
  const text = value.replace(/^\|[ \t\n\r]*/, '').replace(/^![ \t\n\r]*/, '');
  const resolved = resolve(text, 'full', systemd);
  if (resolved.type === 'bad') return ignored(value, resolved.what.message, resolved.what.help);
  const what =
    resolved.type === 'text' ? meaningComplaint(name.replace(/^(?:Condition|Assert)/, ''), resolved.text) : undefined;
  return what === undefined ? [] : [silent(problem('kept', { start: 0, end: value.length }, what))];
};

function meaningComplaint(kind: string, text: string): Complaint | undefined {
  if ((kind === 'ACPower' || kind === 'FirstBoot') && !isBoolean(text)) {
    return complaint(`${shown(text)} is not a boolean, so the test never holds`, 'write `yes` or `no`');
  }
  const known = words[kind];
  if (known === undefined || known.includes(text)) return undefined;
  return complaint(
    `${shown(text)} is not known, so the test never holds`,
    `write one of ${known.map((word) => `\`${word}\``).join(', ')}`,
  );
}
