/** The words behind a program, told apart: flags with their names, variables, and words by their place. */
import { isBoolean } from '../../codec/unit/index.ts';
import type { Piece } from './element.ts';
import { dockerSubject, type Program } from './programs.ts';

export type Argument = Piece & {
  /** `variable`: what stands for any number of words. */
  readonly kind: 'flag' | 'variable' | 'word';
  /** Of a flag how it is called, and what it is about where there may be several: `['--volume', '/etc']`. */
  readonly name: readonly string[];
};

const variable = /^\$(?:[A-Za-z_][A-Za-z0-9_]*|\{[A-Za-z_][A-Za-z0-9_]*\})$/;
/** No flag: `-`, a negative number. */
const flagWord = /^--?[A-Za-z]/;

/** Of a program that takes flags and words. */
export function argumentsIn(words: readonly Piece[], program: Program): Argument[] {
  const found: Argument[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (variable.test(word.text)) found.push({ ...word, kind: 'variable', name: [] });
    else if (!flagWord.test(word.text)) found.push({ ...word, kind: 'word', name: [] });
    else {
      const next = words[at + 1];
      const value = next === undefined || /^[-$]/.test(next.text) ? undefined : next;
      const { argument, usesNext } = flag(word, value, program);
      found.push(argument);
      if (usesNext) at++;
    }
  }
  return found;
}

function flag(word: Piece, next: Piece | undefined, program: Program): { argument: Argument; usesNext: boolean } {
  const equals = word.text.indexOf('=');
  const written = equals === -1 ? word.text : word.text.slice(0, equals);
  const name = [program.flagName(written)];
  const base = { ...word, kind: 'flag' as const, name };
  if (equals !== -1) {
    const text = word.text.slice(equals + 1);
    return { argument: { ...base, text, meaning: `=${text}` }, usesNext: false };
  }
  const isAlike = program.reading === 'flags';
  if (next === undefined) {
    return { argument: { ...base, text: '', meaning: isAlike ? '=true' : '' }, usesNext: false };
  }
  const lines = [...new Set([...word.lines, ...next.lines])];
  // Behind a flag that is a switch, such a word is no value of it.
  const isValue = isAlike && !isBoolean(next.text);
  return {
    argument: { ...base, lines, text: next.text, meaning: `${isValue ? '=' : ' '}${next.text}` },
    usesNext: true,
  };
}

/** An option of `docker run` as its own reader has told it apart. */
export function dockerOption(option: string, value: Piece | undefined, word: Piece, program: Program): Argument {
  if (option.startsWith('$')) return { ...word, kind: 'variable', name: [] };
  const name = program.flagName(option);
  const subject = value === undefined ? undefined : dockerSubject(name, value.text);
  const lines = [...new Set([...word.lines, ...(value?.lines ?? [])])];
  return {
    ...{ ...word, lines, kind: 'flag', name: subject === undefined ? [name] : [name, subject] },
    text: value?.text ?? '',
    meaning: value === undefined ? '=true' : `=${value.text}`,
  };
}
