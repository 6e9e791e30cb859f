/** Variables: by their names, and by the flags in those that are words for a program. */
import { splitVariable } from '../../codec/unit/index.ts';
import { argumentsIn } from './arguments.ts';
import { argumentElements } from './compare-arguments.ts';
import { changedElement, type Element, type Piece } from './element.ts';
import { programOfVariable } from './programs.ts';

/** Bytewise order is the caller's: first those of `before`, then new ones. */
export function variableElements(
  at: readonly string[],
  before: ReadonlyMap<string, Piece>,
  after: ReadonlyMap<string, Piece>,
): Element[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    const path = [...at, name];
    if (old === undefined || now === undefined) return changedElement('variable', path, old, now);
    return old.text === now.text ? [] : valueElements(path, name, old, now);
  });
}

/** Each as added, those with flags by these. */
export function variablesAlone(at: readonly string[], variables: ReadonlyMap<string, Piece>): Element[] {
  return [...variables].flatMap(([name, value]) => {
    const path = [...at, name];
    return hasFlags(value.text) ? flagsAlone(path, value) : changedElement('variable', path, undefined, value);
  });
}

/** Of one variable, the last of `at`. */
export function flagsAlone(at: readonly string[], value: Piece): Element[] {
  return argumentElements(at, [], wordsOf(value, programOfVariable(at.at(-1) ?? '')), { ordered: false });
}

function valueElements(at: readonly string[], name: string, old: Piece, now: Piece): Element[] {
  if (!hasFlags(old.text) || !hasFlags(now.text)) return changedElement('variable', at, old, now);
  const program = programOfVariable(name);
  const ordered = program.reading !== 'flags';
  const found = argumentElements(at, wordsOf(old, program), wordsOf(now, program), { ordered });
  // What may read more of it than its words is told of every difference.
  return found.length === 0 && ordered ? changedElement('variable', at, old, now) : found;
}

export function hasFlags(text: string): boolean {
  return /^\s*--?[A-Za-z]/.test(text);
}

function wordsOf(value: Piece, program: Parameters<typeof argumentsIn>[1]): ReturnType<typeof argumentsIn> {
  return argumentsIn(
    splitVariable(value.text).map((text) => ({ ...value, text })),
    program,
  );
}
