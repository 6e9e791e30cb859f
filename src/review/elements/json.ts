/** JSON: by path. */
import { type JsonPath, type JsonValue, parseJson } from '../../codec/json/index.ts';
import { SourceText } from '../../core/source.ts';
import { matches } from '../../diff/matches.ts';
import { argumentsIn } from './arguments.ts';
import { argumentElements } from './compare-arguments.ts';
import { changedElement, type Element, elementOf, type Piece } from './element.ts';
import { variableElements } from './environment.ts';
import { isList, listIdentity, nameIn } from './json-identity.ts';
import { listElements, setElements } from './lists.ts';
import { programOf } from './programs.ts';

/** Undefined where one of them is no JSON. */
export function jsonElements(before: string, after: string): Element[] | undefined {
  const [old, now] = [readJson(before), readJson(after)];
  return old === undefined || now === undefined ? undefined : valueElements([], old, now);
}

/** A value with its path in the text. */
interface Place {
  readonly value: JsonValue;
  readonly path: JsonPath;
  readonly lineOf: (path: JsonPath) => number;
}

function readJson(text: string): Place | undefined {
  const read = parseJson(text);
  if (!read.ok || hasLongNumber(text)) return undefined;
  const source = new SourceText(text);
  const lineOf = (path: JsonPath) => source.position(read.offsets.get(JSON.stringify(path)) ?? 0).line;
  return { value: read.value, path: [], lineOf };
}

/** More digits than JavaScript's numbers tell apart. */
function hasLongNumber(text: string): boolean {
  return /[0-9]{16}/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""'));
}

function pieceOf({ value, path, lineOf }: Place): Piece {
  const meaning = canonical(value);
  return { text: typeof value === 'string' ? value : meaning, meaning, lines: [lineOf(path)] };
}

/** Equal for values that are, whatever the order of their members. */
function canonical(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

function valueElements(at: readonly string[], old: Place, now: Place): Element[] {
  if (isList(old.value) && isList(now.value)) return listedElements(at, old, now);
  const [was, is] = [members(old.value), members(now.value)];
  if (was === undefined || is === undefined) return changedElement('member', at, pieceOf(old), pieceOf(now));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [before, after] = [child(old, was.get(key), key), child(now, is.get(key), key)];
    return before && after
      ? valueElements([...at, key], before, after)
      : changedElement('member', [...at, key], before && pieceOf(before), after && pieceOf(after));
  });
}

function members(value: JsonValue): Map<string, JsonValue> | undefined {
  return value === null || typeof value !== 'object' || isList(value) ? undefined : new Map(Object.entries(value));
}

function child(parent: Place, value: JsonValue | undefined, step: string | number): Place | undefined {
  return value === undefined ? undefined : { ...parent, value, path: [...parent.path, step] };
}

function items(place: Place): Place[] {
  return isList(place.value) ? place.value.flatMap((value, index) => child(place, value, index) ?? []) : [];
}

function listedElements(at: readonly string[], old: Place, now: Place): Element[] {
  const identity = listIdentity(old.path, old.value, now.value);
  const [before, after] = [items(old), items(now)];
  switch (identity.kind) {
    case 'set': {
      const names = (all: readonly Place[]) => all.map((one) => ({ ...pieceOf(one), name: pieceOf(one).text }));
      return setElements('item', at, names(before), names(after));
    }
    case 'variables':
      return environmentElements(at, before, after);
    case 'command':
      return commandElements(at, before.map(pieceOf), after.map(pieceOf));
    case 'named':
      return namedElements(at, before, after, identity);
    case 'sequence':
      return listElements('item', at, before.map(pieceOf), after.map(pieceOf));
  }
}

/** Of two of one name some readers take the first and some the last: then the order counts. */
function environmentElements(at: readonly string[], before: readonly Place[], after: readonly Place[]): Element[] {
  const [old, now] = [variables(before), variables(after)];
  return old === undefined || now === undefined
    ? listElements('item', at, before.map(pieceOf), after.map(pieceOf))
    : variableElements(at, old, now);
}

function variables(all: readonly Place[]): Map<string, Piece> | undefined {
  const found = new Map<string, Piece>();
  for (const one of all) {
    const { text, lines } = pieceOf(one);
    const equals = text.indexOf('=');
    const name = text.slice(0, equals);
    if (equals < 1 || found.has(name)) return undefined;
    found.set(name, { text: text.slice(equals + 1), lines });
  }
  return found;
}

function commandElements(at: readonly string[], before: readonly Piece[], after: readonly Piece[]): Element[] {
  const [old, ...oldWords] = before;
  const [now, ...newWords] = after;
  const program = programOf(now?.text ?? '');
  const ordered = program.reading !== 'flags' || old?.text !== now?.text;
  return [
    ...changedElement('word', [...at, 'program'], old, now),
    ...argumentElements(at, argumentsIn(oldWords, program), argumentsIn(newWords, program), { ordered }),
  ];
}

function namedElements(
  at: readonly string[],
  before: readonly Place[],
  after: readonly Place[],
  { by, ordered }: { readonly by: string; readonly ordered: boolean },
): Element[] {
  const nameOf = ({ value }: Place) => nameIn(value, by) ?? '';
  const now = new Map(after.map((one) => [nameOf(one), one]));
  const old = new Map(before.map((one) => [nameOf(one), one]));
  const found = [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    return was && is
      ? valueElements([...at, name], was, is)
      : changedElement('item', [...at, name], was && pieceOf(was), is && pieceOf(is));
  });
  const moved = matches([...old.keys()], [...now.keys()]).filter((match) => ordered && match.moved);
  return [
    ...found,
    ...moved.flatMap((match) => {
      const [was, is] = [before[match.before], after[match.after]];
      if (was === undefined || is === undefined) return [];
      return [elementOf('item', [...at, nameOf(was)], { before: pieceOf(was), after: pieceOf(is), moved: true })];
    }),
  ];
}
