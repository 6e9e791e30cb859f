/** Two command lines of one program. */
import { type Assignment, type Command, parseCommandLine, sourceOffset, type Word } from '../../codec/unit/index.ts';
import type { SourceText } from '../../core/source.ts';
import { containerOf } from '../../systemd/index.ts';
import { type Argument, argumentsIn, dockerOption } from './arguments.ts';
import { argumentElements } from './compare-arguments.ts';
import { changedElement, type Element, type Piece } from './element.ts';
import { type Program, programOf, unknownProgram } from './programs.ts';

/** Words of a program up to where another program's begin. */
interface Part {
  /** What it is, where it is one word that has a name. */
  readonly label?: string;
  readonly ordered: boolean;
  readonly words: readonly Argument[];
}

export interface ReadCommand extends Piece {
  readonly command: Command;
  /** Its words, with their lines. */
  readonly words: readonly Piece[];
}

/** Both are the same program with the same verb, or the only one of their key. */
export function commandElements(at: readonly string[], before: ReadCommand, after: ReadCommand): Element[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  const elements = changedElement('word', [...at, 'program'], head(before), head(after));
  return [...elements, ...partElements(at, old, now)];
}

/** The words of a program in a container, by which it is known. */
export function containedElements(at: readonly string[], before: readonly Piece[], after: readonly Piece[]): Element[] {
  return partElements(at, containedParts(before, ''), containedParts(after, ''));
}

function partElements(at: readonly string[], before: readonly Part[], after: readonly Part[]): Element[] {
  return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index) => {
    const [old, now] = [before[index], after[index]];
    const label = now?.label ?? old?.label;
    const ordered = (old?.ordered ?? false) || (now?.ordered ?? false);
    return argumentElements(label === undefined ? at : [...at, label], old?.words ?? [], now?.words ?? [], { ordered });
  });
}

/** Each word as added. */
export function commandAlone(at: readonly string[], command: ReadCommand): Element[] {
  return partsOf(command).flatMap(({ label, words, ordered }) =>
    argumentElements(label === undefined ? at : [...at, label], [], words, { ordered }),
  );
}

/** The program with its prefixes, and the name that it is given. */
function head({ command, words }: ReadCommand): Piece | undefined {
  const [program, name] = words;
  if (program === undefined) return undefined;
  const { ignoreFailure, separateArgv0, keepVariables, privileges } = command.prefixes;
  const signs = `${ignoreFailure ? '-' : ''}${separateArgv0 ? '@' : ''}${keepVariables ? ':' : ''}${privileges}`;
  const text = `${signs}${command.path}${separateArgv0 ? ` ${name?.text ?? ''}` : ''}`;
  return { ...program, text, meaning: JSON.stringify([signs, command.path, separateArgv0 ? name?.text : '']) };
}

/** `/usr/bin/docker pull`: by this, commands of a list are known again. */
export function commandName({ command, words }: ReadCommand): string {
  const verb = words[command.prefixes.separateArgv0 ? 2 : 1]?.text ?? '';
  return /^[a-z][a-z-]*$/.test(verb) ? `${command.path} ${verb}` : command.path;
}

function partsOf({ command, words }: ReadCommand): Part[] {
  const container = containerOf(command);
  const skipped = command.prefixes.separateArgv0 ? 2 : 1;
  const program = programOf(command.path);
  if (container === undefined || container.engine === 'runc') return programParts(words.slice(skipped), program);
  const verb = command.words.findIndex(({ text }, index) => index >= skipped && text === container.verb);
  const pieceOf = (part: { readonly start: number }): Piece => {
    const index = command.words.findIndex(({ start }) => start === part.start);
    return words[index] ?? { text: '', lines: [] };
  };
  const options = container.options.map(({ option, value, word }) =>
    dockerOption(option, value && { ...pieceOf(value), text: value.text }, pieceOf(word), program),
  );
  const image = words[container.image ?? words.length];
  const entrypoint = options.findLast(({ name: [name] }) => name === '--entrypoint')?.text;
  const rest = words.slice((container.image ?? words.length) + 1);
  return [
    { ordered: true, words: argumentsIn(words.slice(skipped, verb + 1), unknownProgram) },
    { ordered: false, words: options },
    { label: 'image', ordered: true, words: image === undefined ? [] : [{ ...image, kind: 'word', name: [] }] },
    ...containedParts(rest, entrypoint ?? image?.text ?? ''),
  ];
}

/** What runs in an image is known by its entrypoint or the image's own name, and better by its first words. */
function containedParts(words: readonly Piece[], name: string): Part[] {
  const flagsAt = words.findIndex(({ text }) => /^[-$]/.test(text));
  const leading = words.slice(0, flagsAt === -1 ? words.length : flagsAt);
  const known = [name, ...leading.map(({ text }) => text)].map(programOf).findLast((one) => one !== unknownProgram);
  return [
    { ordered: true, words: argumentsIn(leading, unknownProgram) },
    ...programParts(words.slice(leading.length), known ?? unknownProgram),
  ];
}

/** Behind `--` stand the words of another program, as those of ours that wait for one have it. */
function programParts(words: readonly Piece[], program: Program): Part[] {
  const end = words.findIndex(({ text }) => text === '--');
  const own = {
    ordered: program.reading !== 'flags',
    words: argumentsIn(end === -1 ? words : words.slice(0, end), program),
  };
  const [separator, ...rest] = end === -1 ? [] : words.slice(end);
  if (separator === undefined) return [own];
  return [own, { ordered: true, words: [{ ...separator, kind: 'word', name: [] }] }, ...containedParts(rest, '')];
}

/** The commands of an assignment; undefined where systemd does not read all of it. */
export function readCommands(
  { value, assignment }: { readonly value: string; readonly assignment: Assignment },
  source: SourceText,
  path: string | undefined,
): ReadCommand[] | undefined {
  const { commands, problems } = parseCommandLine(value);
  if (problems.some(({ effect }) => effect !== 'kept')) return undefined;
  return commands.map((command) => {
    const pieces = command.words.map(({ text, start }: Word): Piece => {
      const line = source.position(sourceOffset(assignment, start)).line;
      return { text, lines: [line], ...(path !== undefined && { path }) };
    });
    const { prefixes, argv } = command;
    const first = command.words[0];
    const text = value.slice(first?.start ?? 0, command.words.at(-1)?.end);
    const lines = [...new Set(pieces.flatMap((piece) => piece.lines))];
    const meaning = JSON.stringify([prefixes, command.path, argv]);
    return { text, meaning, lines, command, words: pieces, ...(path !== undefined && { path }) };
  });
}

/** Of what is shown of some; undefined where systemd does not read all of it. */
export function commandsInText(text: string, lines: readonly number[]): ReadCommand[] | undefined {
  const { commands, problems } = parseCommandLine(text);
  if (problems.some(({ effect }) => effect !== 'kept')) return undefined;
  return commands.map((command) => ({
    ...{ text, lines, command },
    words: command.words.map((word) => ({ text: word.text, lines })),
  }));
}
