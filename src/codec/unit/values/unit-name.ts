/** Names of units: unit_name_is_valid() of src/basic/unit-name.c; systemd.unit(5). */
import { nearest } from '../../../core/nearest.ts';
import { resolve } from './specifier.ts';
import {
  type Complaint,
  complaint,
  ignored,
  shown,
  silent,
  type ValueCheck,
  type ValueProblem,
  whole,
} from './value-problem.ts';
import { checkWords, retained, wordDropped } from './words.ts';

const types = [
  'service',
  'socket',
  'target',
  'device',
  'mount',
  'automount',
  'swap',
  'timer',
  'path',
  'slice',
  'scope',
];
/** unit_type_may_template() of src/basic/unit-file.c */
const templated = ['service', 'socket', 'target', 'timer', 'path'];
const longest = 255;
const pattern = /^([A-Za-z0-9:_.\\-]+)(?:(@)([A-Za-z0-9:_.\\@-]*))?$/;

/** Why this is no name of a unit, or undefined. `template`: a name like `a@.service` will do. */
export function unitNameComplaint(name: string, template: boolean): Complaint | undefined {
  const dot = name.lastIndexOf('.');
  const type = name.slice(dot + 1);
  if (dot === -1 || !types.includes(type)) return typeComplaint(name, dot === -1 ? '' : type);
  if (name.length > longest)
    return complaint('the name of the unit is too long', `names have at most ${longest} characters`);
  const match = pattern.exec(name.slice(0, dot));
  if (match === null) return complaint(`${shown(name)} is not a name of a unit`, escapeAdvice(name));
  if (match[2] !== undefined && !templated.includes(type)) {
    return complaint(`${shown(name)} is an instance, and a ${type} has none`, 'write the name without `@`');
  }
  if (match[2] !== undefined && match[3] === '' && !template) {
    return complaint(`${shown(name)} is a template and names no instance`, 'write the instance behind `@`');
  }
  return undefined;
}

function typeComplaint(name: string, type: string): Complaint {
  if (/^["']|["']$/.test(name)) return complaint(`${shown(name)} is not a name of a unit`, escapeAdvice(name));
  const near = type === '' ? undefined : nearest(type, types);
  const help = near === undefined ? 'end it in a type of unit, like `.service`' : `write \`.${near}\``;
  return complaint(`${shown(name)} does not end in a type of unit`, help);
}

function escapeAdvice(name: string): string {
  if (/^["']|["']$/.test(name)) return 'write it without quotes';
  if (name.includes(',')) return 'separate names by blanks';
  return 'names consist of letters, digits and `:-_.\\@`; systemd-escape(1) writes others';
}

/** The same for a name as written in [Unit]; one with specifiers is judged by its ending alone. */
export function writtenUnitNameComplaint(word: string, template: boolean, systemd: number): Complaint | undefined {
  const resolved = resolve(word, 'unit-name', systemd);
  if (resolved.type === 'bad') return resolved.what;
  if (resolved.type === 'text') return unitNameComplaint(resolved.text, template);
  return undefined;
}

export const checkUnitNames: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, { retainEscape: true }, (word) =>
    wordDropped(word, writtenUnitNameComplaint(word.text, true, systemd)),
  );

/** Names in [Install], which systemctl alone reads: install_name_printf() of src/shared/install.c. */
export const checkInstallNames: ValueCheck = (value, { name }, { systemd }) => {
  if (name === 'DefaultInstance') return checkDefaultInstance(value);
  return checkWords(value, 0, name === 'Also' ? {} : retained, (word) => {
    const found = wordDropped(word, writtenUnitNameComplaint(word.text, true, systemd));
    return found === undefined ? undefined : { ...found, silent: true };
  });
};

/** unit_instance_is_valid() of src/basic/unit-name.c. */
function checkDefaultInstance(value: string): readonly ValueProblem[] {
  if (value.includes('%') || /^[A-Za-z0-9:_.\\@-]+$/.test(value)) return [];
  const what = 'an instance has a character that names of units cannot have';
  return ignored(value, what, 'escape it: systemd-escape').map(silent);
}

export function checkUnitOfType(type: string): ValueCheck {
  return (value, _directive, { systemd }) => {
    const what = unitOfTypeComplaint(value, type, false, systemd);
    return what === undefined ? [] : whole('ignored', value, what);
  };
}

export const checkSockets: ValueCheck = (value, _directive, { systemd }) =>
  checkWords(value, 0, {}, (word) => wordDropped(word, unitOfTypeComplaint(word.text, 'socket', true, systemd)));

export const checkTriggeredUnit: ValueCheck = (value, _directive, { systemd }) => {
  const what = writtenUnitNameComplaint(value, true, systemd);
  return what === undefined ? [] : whole('ignored', value, what);
};

/** A slice has no slice of its own but by its name. */
export const checkSlice: ValueCheck = (value, directive, context) => {
  if (context.unitType === 'slice') return ignored(value, 'a slice is placed by its own name', 'remove the line');
  return checkUnitOfType('slice')(value, directive, context);
};

function unitOfTypeComplaint(name: string, type: string, template: boolean, systemd: number): Complaint | undefined {
  const what = writtenUnitNameComplaint(name, template, systemd);
  if (what !== undefined) return what;
  const open = resolve(name, 'unit-name', systemd).type === 'open';
  if (name.endsWith(`.${type}`) || (open && /%[A-Za-z]$/.test(name))) return undefined;
  return complaint(`${shown(name)} is not a ${type}`, `write the name of a \`.${type}\` unit`);
}
