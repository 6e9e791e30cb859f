/** MountImages=, ExtensionImages= and RootImageOptions=: tuples joined by `:`, load-fragment.c. */
import { extractWord, type Word } from '../extract-word.ts';
import { writtenPathComplaint } from './path.ts';
import { resolve } from './specifier.ts';
import { complaint, dropped, ignored, problem, shown, type ValueCheck, type ValueProblem } from './value-problem.ts';
import { checkWords, retained, tuple, unreadable } from './words.ts';

const base = ['root', 'usr'];
/** partition_designator_table of src/shared/dissect-image.c. */
const partitions = new Set([
  ...base.flatMap((name) =>
    ['', '-verity', '-verity-sig'].flatMap((kind) =>
      ['', '-secondary', '-other'].map((which) => `${name}${which}${kind}`),
    ),
  ),
  ...['home', 'srv', 'esp', 'xbootldr', 'swap', 'tmp', 'var'],
]);

/** The parts of a tuple; undefined when an escape is wrong. */
function splitTuple(text: string): readonly string[] | undefined {
  const found: string[] = [];
  for (let at = 0; ; ) {
    const part = extractWord(text, at, tuple);
    if (part.type === 'error') return undefined;
    if (part.type === 'end') return found;
    found.push(part.word.text);
    at = part.next;
  }
}

/** `SOURCE:DESTINATION[:[PARTITION:]OPTIONS…]`, or without destination for extensions. */
function checkImages(destination: boolean): ValueCheck {
  return (value, _directive, { systemd }) => {
    const problems = checkWords(value, 0, retained, (word) => imageProblem(word, value.length, destination, systemd));
    const broken = problems.findIndex((found) => found.message.startsWith('a backslash'));
    return broken === -1 ? problems : problems.slice(0, broken + 1);
  };
}

export const checkMountImages = checkImages(true);
export const checkExtensionImages = checkImages(false);

function imageProblem(word: Word, end: number, destination: boolean, systemd: number): ValueProblem | undefined {
  const found = splitTuple(word.text);
  if (found === undefined) return problem('word-dropped', { start: word.start, end }, unreadable('escape'));
  const [source, ...rest] = found;
  if (source === undefined) return undefined;
  const what = writtenPathComplaint(source.replace(/^-/, ''), 'absolute', systemd);
  if (what !== undefined) return dropped(word, what.message, what.help);
  const target = destination ? rest.shift() : undefined;
  if (destination && target === undefined)
    return dropped(word, `${shown(word.text)} names no mount point`, 'write `IMAGE:DIRECTORY`');
  const wrong = target === undefined ? undefined : writtenPathComplaint(target, 'absolute', systemd);
  if (wrong !== undefined) return dropped(word, wrong.message, wrong.help);
  for (let i = 0; i < rest.length; i += 2) {
    const reason = optionReason(rest[i] ?? '', rest[i + 1], systemd);
    if (reason !== undefined) return dropped(word, reason);
  }
  return undefined;
}

/** Why systemd does not take `PARTITION:OPTIONS`, or lone options, of the root partition. */
function optionReason(first: string, second: string | undefined, systemd: number): string | undefined {
  if (second !== undefined && !partitions.has(first)) return `${shown(first)} is not a name of a partition`;
  const resolved = resolve(second ?? first, 'full', systemd);
  return resolved.type === 'bad' ? resolved.what.message : undefined;
}

export const checkRootImageOptions: ValueCheck = (value, _directive, { systemd }) => {
  let broken = false;
  const problems = checkWords(value, 0, retained, (word) => {
    const found = splitTuple(word.text);
    broken ||= found === undefined || found.length > 2;
    const [first, second] = found ?? [];
    if (first === undefined) return undefined;
    const reason = optionReason(first, second === '' ? undefined : second, systemd);
    return reason === undefined ? undefined : dropped(word, reason);
  });
  const unread = problems.some((found) => found.message === unreadable('quote').message);
  if (!broken && !unread) return problems;
  const { message, help } = complaint(
    `${shown(value)} is not a list of options of partitions`,
    'write `PARTITION:OPTIONS`',
  );
  return ignored(value, message, help);
};
