/**
 * Writing through a guard. npm's `ini` quotes, escapes and converts for a dialect of its own, which
 * nobody else reads; so what it writes is taken only where it did none of that and reads its own text
 * back as the same.
 */
import ini from 'ini';
import type { Printed } from '../printed.ts';
import { commonRefusal, type DialectRules, dialects, type IniDialect } from './ini-dialect.ts';
import { type IniTree, type IniValue, iniTexts } from './ini-tree.ts';

/** A `Printed` whose refusal says where: [section] or [section, key]. */
export type PrintedIni =
  | Extract<Printed, { ok: true }>
  | { readonly ok: false; readonly reason: string; readonly path: readonly string[] };

type Section = ReadonlyMap<string, IniValue>;

/** One blank line between sections, `key=value` without blanks, a newline at the end; '' for no sections. */
export function printIni(tree: IniTree, dialect: IniDialect): PrintedIni {
  const rules = dialects[dialect];
  const blocks: string[] = [];
  const seen = new Set<string>();
  for (const [name, section] of tree) {
    const refusal = sectionRefusal(name, section, rules, seen) ?? libraryRefusal(name, section);
    if (refusal !== undefined) return { ok: false, ...refusal };
    blocks.push(libraryText(name, section));
  }
  return { ok: true, text: blocks.join('\n') };
}

interface Refusal {
  readonly reason: string;
  readonly path: readonly string[];
}

function sectionRefusal(name: string, section: Section, rules: DialectRules, seen: Set<string>): Refusal | undefined {
  const reason = commonRefusal(name) ?? rules.section(name);
  if (reason !== undefined) return { reason, path: [name] };
  const identity = rules.sectionIdentity(name);
  if (seen.has(identity)) return { reason: 'is there twice', path: [name] };
  seen.add(identity);
  if (section.size === 0) return { reason: 'has no keys, so it would not be written', path: [name] };
  const keys = new Set<string>();
  for (const [key, value] of section) {
    const twice = keys.has(key.toLowerCase()) ? 'is there twice: readers do not tell case apart' : undefined;
    const why = rules.key(key) ?? twice ?? valueRefusal(value, rules);
    if (why !== undefined) return { reason: why, path: [name, key] };
    keys.add(key.toLowerCase());
  }
  return undefined;
}

function valueRefusal(value: IniValue, rules: DialectRules): string | undefined {
  if (Array.isArray(value)) {
    if (!rules.lists) return 'is a list, and only one of several lines would count';
    if (value.length === 0) return 'is an empty list, so it would not be written';
  }
  if ([value].flat().some((item) => typeof item === 'number' && !Number.isFinite(item))) return 'is no finite number';
  for (const text of iniTexts(value)) {
    const reason = commonRefusal(text) ?? rules.value(text);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** The guard: each key alone, then the section, is written as it stands and read back as the same. */
function libraryRefusal(name: string, section: Section): Refusal | undefined {
  for (const [key, value] of section) {
    if (!isExact(name, new Map([[key, value]]))) {
      return { reason: 'would be quoted, escaped or read back as something else', path: [name, key] };
    }
  }
  return isExact(name, section) ? undefined : { reason: 'does not read back as it was written', path: [name] };
}

function isExact(name: string, section: Section): boolean {
  const lines = [...section].flatMap(([key, value]) => iniTexts(value).map((text) => `${key}=${text}\n`)).join('');
  if (libraryText(name, section) !== `[${name}]\n${lines}`) return false;
  // Without the header: the library takes a dot in a section's name for a section within a section.
  const back = Object.entries(ini.parse(lines, { bracketedArray: false }));
  return back.length === section.size && back.every(([key, read]) => isSame(section.get(key), read));
}

/**
 * The library quotes every value with a `=`, which all readers split at the first one only. So it is shown
 * another character in its place, one that stands nowhere in the section.
 */
function libraryText(name: string, section: Section): string {
  const all = [...section].flatMap(([key, value]) => [key, ...iniTexts(value)]).join('');
  const standIn = privateCharacter(all + name);
  const hide = (text: string) => text.replaceAll('=', standIn);
  const shown: Record<string, unknown> = Object.create(null);
  for (const [key, value] of section) {
    const texts = iniTexts(value).map(hide);
    shown[key] = Array.isArray(value) ? texts : texts[0];
  }
  const text = ini.stringify(shown, { section: name, bracketedArray: false, platform: 'linux' });
  return text.replaceAll(standIn, '=');
}

/** A private-use character (U+E000 and on) that `text` does not hold. */
function privateCharacter(text: string): string {
  for (let point = 0xe000; ; point++) {
    const character = String.fromCodePoint(point);
    if (!text.includes(character)) return character;
  }
}

/** Whether the library read these texts; it gives booleans and null for their names, which are texts here. */
function isSame(value: IniValue | undefined, read: unknown): boolean {
  if (value === undefined) return false;
  const texts = iniTexts(value);
  const list: unknown[] = Array.isArray(read) ? read : [read];
  return list.length === texts.length && list.every((item, index) => String(item) === texts[index]);
}
