/** Specifiers that a unit's name and its manager settle: systemd.unit(5) "Specifiers", `src/core/unit-printf.c`. */
import type { SpecifierTable } from '../../codec/unit/index.ts';
import { fileSpecifiers } from '../file-specifiers.ts';
import { parseUnitName } from '../names/unit-name.ts';
import type { GraphUnit } from './graph-unit.ts';

/** Of a system manager, which runs as root. */
const user: SpecifierTable = { u: 'root', U: '0', g: 'root', G: '0' };

/** In names of units fewer letters are known than in other text. */
export function nameSpecifiers(unit: GraphUnit): SpecifierTable {
  const known = Object.entries(ownSpecifiers(unit)).filter(([letter]) => 'ijnNp'.includes(letter));
  return { ...Object.fromEntries(known), ...user };
}

/** In paths and other text: names unescaped too, and the directories of a system manager. */
export function pathSpecifiers(unit: GraphUnit): SpecifierTable {
  const directories = { d: `/run/credentials/${unit.id}`, T: '/tmp', V: '/var/tmp', h: '/root', s: '/bin/sh' };
  return { ...ownSpecifiers(unit), ...user, ...directories };
}

function ownSpecifiers({ id, loaded }: GraphUnit): SpecifierTable {
  const unit = parseUnitName(id);
  return unit === undefined ? {} : fileSpecifiers({ type: unit.type, unit, isDropIn: false }, loaded.fragment?.path);
}
