/** Names of units: src/basic/unit-name.c; systemd.unit(5). */
import { isUnitType, type UnitType } from './unit-type.ts';

export interface UnitName {
  readonly name: string;
  /** In front of the first `@`, or else of the type. */
  readonly prefix: string;
  /** Behind the first `@`; empty for a template, undefined for a plain name. */
  readonly instance?: string;
  readonly type: UnitType;
}

/** Names are shorter than this, in bytes. */
export const unitNameMax = 256;

const prefixCharacters = /^[A-Za-z0-9:\-_.\\]+$/;
const characters = /^[A-Za-z0-9:\-_.\\@]*$/;

/** The parts of a name that systemd takes, or undefined. */
export function parseUnitName(name: string): UnitName | undefined {
  const dot = name.lastIndexOf('.');
  const type = name.slice(dot + 1);
  if (dot <= 0 || name.length >= unitNameMax || !isUnitType(type)) return undefined;
  const body = name.slice(0, dot);
  const at = body.indexOf('@');
  if (at === 0 || !characters.test(body)) return undefined;
  if (at === -1) return { name, prefix: body, type };
  return { name, prefix: body.slice(0, at), instance: body.slice(at + 1), type };
}

export function isTemplate({ instance }: UnitName): boolean {
  return instance === '';
}

export function isInstance({ instance }: UnitName): boolean {
  return instance !== undefined && instance !== '';
}

export function isPrefix(text: string): boolean {
  return prefixCharacters.test(text);
}

/** `getty@tty1.service` → `getty@.service`; undefined for a plain name. */
export function templateOf({ prefix, instance, type }: UnitName): string | undefined {
  return instance === undefined ? undefined : `${prefix}@.${type}`;
}

/** The template or instance with another instance; undefined where that is no name. */
export function withInstance({ prefix, instance, type }: UnitName, other: string): string | undefined {
  if (instance === undefined || other === '') return undefined;
  return parseUnitName(`${prefix}@${other}.${type}`)?.name;
}
