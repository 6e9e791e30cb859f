/** tmpfiles.d(5) and sysusers.d(5): each line by what it makes. */
import { parseTmpfiles, type TmpfilesFieldName, type TmpfilesLine } from '../../codec/tmpfiles/index.ts';
import { decodeBytes, splitWords } from '../../codec/unit/index.ts';
import { SourceText } from '../../core/source.ts';
import { matches } from '../../diff/matches.ts';
import { type Element, elementOf } from './element.ts';
import { type Named, setElements } from './lists.ts';

export function tmpfilesElements(path: string, before: Uint8Array, after: Uint8Array): Element[] {
  const read = /(?:^|\/)sysusers\.d\//.test(path) ? accountsIn : entriesIn;
  const [old, now] = [read(before), read(after)];
  return [...setElements('line', [], old, now), ...movedElements(old, now)];
}

const fieldNames: readonly TmpfilesFieldName[] = ['type', 'path', 'mode', 'user', 'group', 'age', 'argument'];

interface Entry extends Named {
  /** Whether the order among others of its kind means something. */
  readonly ordered: boolean;
}

function entriesIn(content: Uint8Array): Entry[] {
  const source = new SourceText(decodeBytes(content));
  return parseTmpfiles(content).lines.flatMap((line): Entry[] => {
    if (line.kind === 'blank' || line.kind === 'comment') return [];
    const text = line.raw.trim();
    const lines = [source.position(line.offset).line];
    if (line.kind !== 'entry') return [{ name: text, text, lines, ordered: true }];
    const meaning = JSON.stringify(fieldNames.map((name) => line.fields[name]?.value ?? null));
    return [{ name: nameOf(line), text, meaning, lines, ordered: isGlob(line) }];
  });
}

/** A path may be made by one line and be given away by another. */
function nameOf({ fields: { type, path } }: TmpfilesLine): string {
  const kind = type?.value.charAt(0) ?? '';
  return /[a-zA-Z]/.test(kind) && 'zZxXrRtThHaA'.includes(kind) ? `${kind} ${path?.value}` : (path?.value ?? '');
}

/** These are patterns, and of two that fit a path the first may count. */
function isGlob({ fields: { type } }: TmpfilesLine): boolean {
  return /^[zZxXrRtThHaAwe]/.test(type?.value ?? '');
}

/** Their order is the order in which numbers are given out. */
function accountsIn(content: Uint8Array): Entry[] {
  const lines = decodeBytes(content).split('\n');
  return lines.flatMap((line, index): Entry[] => {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) return [];
    const split = splitWords(text, 'unquote+cunescape');
    const words = split.words.map((word) => word.text);
    const [type = '', name = ''] = words;
    const meaning = split.problem === undefined ? { meaning: JSON.stringify(words) } : {};
    const member = type === 'm' ? ` ${words[2] ?? ''}` : '';
    return [{ name: `${type} ${name}${member}`, text, ...meaning, lines: [index + 1], ordered: true }];
  });
}

function movedElements(before: readonly Entry[], after: readonly Entry[]): Element[] {
  const ordered = (all: readonly Entry[]) => all.filter((one) => one.ordered);
  const [old, now] = [ordered(before), ordered(after)];
  return matches(
    old.map(({ name }) => name),
    now.map(({ name }) => name),
  ).flatMap((match) => {
    const [was, is] = [old[match.before], now[match.after]];
    if (!match.moved || was === undefined || is === undefined) return [];
    return [elementOf('line', [was.name], { before: was, after: is, moved: true })];
  });
}
