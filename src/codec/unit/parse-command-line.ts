/** Command lines: config_parse_exec() of src/core/load-fragment.c; systemd.service(5) "Command lines". */
import { openProgramProblem, programProblem, simplifyPath } from './command-path.ts';
import { type CommandPrefixes, readPrefixes } from './command-prefixes.ts';
import { expandKnown, expandSpecifiers, type SpecifierTable, specifiersIn } from './expand-specifiers.ts';
import { type Extracted, extractWord, isSeparator, skipSeparators, type Word } from './extract-word.ts';
import { badSpecifier } from './specifier-letters.ts';

export interface Command {
  readonly prefixes: CommandPrefixes;
  /** What is run: an absolute path, or a bare name that is searched. */
  readonly path: string;
  /** With argv[0]; variables as written; specifiers as written too, unless a table was given. */
  readonly argv: readonly string[];
  /** The words as written: the program with its prefixes, then the arguments. */
  readonly words: readonly Word[];
}

export type CommandProblemKind =
  | 'unknown-escape'
  | 'open-quote'
  | 'specifier'
  | 'empty-path'
  | 'unsafe-path'
  | 'directory'
  | 'not-a-program'
  | 'no-argv0';

export interface CommandProblem {
  readonly kind: CommandProblemKind;
  /** `fatal`: the unit fails. `dropped`: this command and the rest of the line are lost. `kept`: read verbatim, with a warning. */
  readonly effect: 'fatal' | 'dropped' | 'kept';
  /** Where the word begins in the value. */
  readonly offset: number;
}

export interface CommandLine {
  /** The commands in front of a problem stay. */
  readonly commands: readonly Command[];
  readonly problems: readonly CommandProblem[];
}

export interface CommandLineOptions {
  /** The table has not all specifiers: valid ones that are missing stay as written, and a program with one is not judged. */
  readonly partial?: boolean;
}

/**
 * Reads the value of an `Exec*=` line. With `specifiers` they are expanded in path and arguments, as
 * systemd does on load; without, a program whose path needs them is not judged. An empty value gives no
 * commands: it resets the list.
 */
export function parseCommandLine(
  value: string,
  specifiers?: SpecifierTable,
  { partial = false }: CommandLineOptions = {},
): CommandLine {
  const reader = new Reader(value, specifiers, partial);
  reader.read();
  return { commands: reader.commands, problems: reader.problems };
}

const strict = { unquote: true, cUnescape: true };
const verbatim = { ...strict, keepUnknown: true };

class Reader {
  readonly commands: Command[] = [];
  readonly problems: CommandProblem[] = [];
  readonly #value: string;
  readonly #specifiers: SpecifierTable | undefined;
  readonly #partial: boolean;
  #at = 0;

  constructor(value: string, specifiers: SpecifierTable | undefined, partial: boolean) {
    this.#value = value;
    this.#specifiers = specifiers;
    this.#partial = partial;
  }

  read(): void {
    for (;;) {
      const first = this.#word();
      if (first.type === 'end') return;
      // An open quote in the first word is no fatal error: systemd has seen no prefix and no path yet.
      if (first.type === 'error') {
        this.#problem('open-quote', 'dropped', first.start);
        return;
      }
      this.#at = first.next;
      // Here, and only here, even a quoted semicolon separates.
      if (first.word.text === ';') continue;
      if (!this.#command(first.word)) return;
    }
  }

  /** Reads to the end of the command; true when another one follows. */
  #command(first: Word): boolean {
    const { prefixes, rest } = readPrefixes(first.text);
    const effect = prefixes.ignoreFailure ? 'dropped' : 'fatal';
    const name = this.#expand(rest);
    const wrong = name === undefined ? 'specifier' : this.#programProblem(rest, name);
    if (name === undefined || wrong !== undefined) return this.#stop(wrong ?? 'specifier', effect, first.start);
    const argv = prefixes.separateArgv0 ? [] : [name];
    const words: Word[] = [first];
    let more = false;
    while (this.#at < this.#value.length) {
      if (this.#stands(';')) {
        this.#at = skipSeparators(this.#value, this.#at + 1);
        more = true;
        break;
      }
      const result = this.#argument();
      if (result.type === 'end') break;
      if (result.type === 'error') return this.#stop('open-quote', effect, result.start);
      const argument = this.#expand(result.word.text);
      if (argument === undefined) return this.#stop('specifier', effect, result.word.start);
      argv.push(argument);
      words.push(result.word);
      this.#at = result.next;
    }
    if (argv.length === 0) return this.#stop('no-argv0', effect, first.start);
    this.commands.push({ prefixes, path: simplifyPath(name), argv, words });
    return more;
  }

  /** `\;` alone is a semicolon as argument. */
  #argument(): Extracted {
    if (!this.#stands('\\;')) return this.#word();
    const start = this.#at;
    const end = start + 2;
    return { type: 'word', word: { text: ';', start, end }, next: skipSeparators(this.#value, end) };
  }

  /** A word with an unknown escape is read again with it verbatim: extract_first_word_and_warn(). */
  #word(): Extracted {
    const result = extractWord(this.#value, this.#at, strict);
    if (result.type !== 'error') return result;
    const again = extractWord(this.#value, this.#at, verbatim);
    if (again.type === 'word') this.#problem('unknown-escape', 'kept', again.word.start);
    return again;
  }

  #stands(token: string): boolean {
    const after = this.#value[this.#at + token.length];
    return this.#value.startsWith(token, this.#at) && (after === undefined || isSeparator(after));
  }

  #expand(word: string): string | undefined {
    const table = this.#specifiers;
    if (table !== undefined && !this.#partial) {
      const expanded = expandSpecifiers(word, table);
      return expanded.ok ? expanded.text : undefined;
    }
    if (badSpecifier(word) !== undefined) return undefined;
    return table === undefined ? word : expandKnown(word, table);
  }

  #programProblem(word: string, expanded: string): CommandProblemKind | undefined {
    return this.#isOpen(word, expanded) ? openProgramProblem(expanded) : programProblem(expanded);
  }

  #isOpen(word: string, expanded: string): boolean {
    if (this.#specifiers === undefined) return specifiersIn(word).length > 0;
    return this.#partial && specifiersIn(expanded).length > 0;
  }

  #stop(kind: CommandProblemKind, effect: CommandProblem['effect'], offset: number): false {
    this.#problem(kind, effect, offset);
    return false;
  }

  #problem(kind: CommandProblemKind, effect: CommandProblem['effect'], offset: number): void {
    this.problems.push({ kind, effect, offset });
  }
}
