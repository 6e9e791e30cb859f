/** Environment=: config_parse_environ() of src/core/load-fragment.c; systemd.exec(5). */
import { hasLoneSurrogate } from './bytes.ts';
import { expandSpecifiers, type SpecifierTable } from './expand-specifiers.ts';
import { hasNoncharacter } from './printable.ts';
import { isVariableName } from './quote-environment.ts';
import { badSpecifier } from './specifier-letters.ts';
import { splitWords, type WordProblem } from './split-words.ts';

export interface EnvironmentAssignment {
  readonly name: string;
  /** `$` is literal; specifiers as written unless a table was given. */
  readonly value: string;
  /** Where it is written in the value of the line. */
  readonly start: number;
  readonly end: number;
}

export interface EnvironmentProblem {
  /** `assignment`, `specifier`: this word alone is dropped; `escape`, `quote`: the rest of the line. */
  readonly kind: 'assignment' | 'specifier' | WordProblem['kind'];
  readonly offset: number;
}

export interface ParsedEnvironment {
  readonly assignments: readonly EnvironmentAssignment[];
  readonly problems: readonly EnvironmentProblem[];
}

/** The assignments of one Environment= line in order; of the same name the last wins, in the place of the first. */
export function parseEnvironment(value: string, specifiers?: SpecifierTable): ParsedEnvironment {
  const { words, problem } = splitWords(value, 'unquote+cunescape');
  const assignments: EnvironmentAssignment[] = [];
  const problems: EnvironmentProblem[] = [];
  for (const { text, start, end } of words) {
    const expanded = expand(text, specifiers);
    const equals = expanded?.indexOf('=') ?? -1;
    if (expanded === undefined) problems.push({ kind: 'specifier', offset: start });
    else if (equals === -1 || !isVariableName(expanded.slice(0, equals)) || !isUtf8(expanded)) {
      problems.push({ kind: 'assignment', offset: start });
    } else assignments.push({ name: expanded.slice(0, equals), value: expanded.slice(equals + 1), start, end });
  }
  return { assignments, problems: problem === undefined ? problems : [...problems, problem] };
}

function expand(word: string, specifiers: SpecifierTable | undefined): string | undefined {
  if (specifiers === undefined) return badSpecifier(word) === undefined ? word : undefined;
  const expanded = expandSpecifiers(word, specifiers);
  return expanded.ok ? expanded.text : undefined;
}

function isUtf8(text: string): boolean {
  return !hasLoneSurrogate(text) && !hasNoncharacter(text);
}
