/**
 * Reading simple files: sections, `key=value`, whole-line comments. What npm's `ini` and a plain split at
 * the first `=` read differently (quotes, inline comments, escapes) is refused, because the programs that
 * own such files disagree about it as well.
 */
import ini from 'ini';

export type ParsedIni =
  /** Section, then key; keys in front of the first section are in the section ''. All values are texts. */
  | { readonly ok: true; readonly tree: ReadonlyMap<string, ReadonlyMap<string, string | readonly string[]>> }
  /** `line` is 1-based; `reason` completes "the line …". */
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** A key that is written several times has the list of its values, in their order. */
export function parseIni(text: string): ParsedIni {
  const tree = new Map<string, Map<string, string[]>>();
  let section = new Map<string, string[]>();
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const read = readLine(line);
    if (read.kind === 'nothing') continue;
    const reason = read.kind === 'refused' ? read.reason : undefined;
    if (reason !== undefined) return { ok: false, line: index + 1, reason };
    if (read.kind === 'section') {
      if (tree.has(read.name)) return { ok: false, line: index + 1, reason: 'begins a section that is there already' };
      section = new Map();
      tree.set(read.name, section);
    } else if (read.kind === 'assignment') {
      if (tree.size === 0) tree.set('', section);
      section.set(read.key, [...(section.get(read.key) ?? []), read.value]);
    }
  }
  return { ok: true, tree: new Map([...tree].map(([name, keys]) => [name, withoutSingles(keys)])) };
}

function withoutSingles(keys: ReadonlyMap<string, string[]>): ReadonlyMap<string, string | readonly string[]> {
  return new Map(
    [...keys].map(([key, values]) => {
      const [first = ''] = values;
      return [key, values.length === 1 ? first : values];
    }),
  );
}

type Line =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'section'; readonly name: string }
  | { readonly kind: 'assignment'; readonly key: string; readonly value: string }
  | { readonly kind: 'refused'; readonly reason: string };

const refusedLine = (reason: string): Line => ({ kind: 'refused', reason });

function readLine(line: string): Line {
  if (/^\s*([#;]|$)/.test(line)) return { kind: 'nothing' };
  if (/^\s/.test(line)) return refusedLine('is indented, which continues the value before it for some readers');
  if (/[^\P{Cc}\t]/u.test(line)) return refusedLine('holds a control character');
  if (line.startsWith('[')) {
    const name = /^\[([^[\]]+)\]\s*$/.exec(line)?.[1];
    return name === undefined || /[;#\\]/.test(name) ? refusedLine('is no simple header') : { kind: 'section', name };
  }
  const equals = line.indexOf('=');
  if (equals === -1) return refusedLine('has no `=`');
  const key = line.slice(0, equals).trim();
  const value = line.slice(equals + 1).trim();
  if (key === '') return refusedLine('has no key');
  // The library never attaches this one; no reader has a key of this name.
  if (key === '__proto__') return refusedLine('has the key `__proto__`, which is no setting of any program');
  const read = Object.entries(ini.parse(`${line}\n`, { bracketedArray: false }));
  const [only] = read;
  if (read.length !== 1 || only?.[0] !== key || String(only[1]) !== value || typeof only[1] === 'object') {
    const isNull = only?.[0] === key && only[1] === null && value === 'null';
    if (!isNull) return refusedLine('has quotes, an escape or a comment behind the value, which readers differ about');
  }
  return { kind: 'assignment', key, value };
}
