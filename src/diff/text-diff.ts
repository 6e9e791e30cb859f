/** Two texts → hunks of lines, as `diff -u` has them. */
import { diffArrays } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  /** With its newline, which only the last line of a text may lack. */
  readonly text: string;
}

export interface Hunk {
  /** 1-based first line, or the line before it where `oldLines` is 0. */
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly DiffLine[];
}

/**
 * The package's search takes seconds for texts of some thousand lines that have nothing in common. Texts
 * further apart than this many lines, after their common beginning and end, are told as rewritten.
 */
const mostEdits = 1000;

export function textDiff(before: string, after: string, context: number): Hunk[] {
  return hunks(edits(linesOf(before), linesOf(after)), context);
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function edits(before: readonly string[], after: readonly string[]): DiffLine[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [
    ...marked('same', before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...marked('same', before.slice(before.length - tail)),
  ];
}

function marked(kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ kind, text }));
}

function middle(before: string[], after: string[]): DiffLine[] {
  const found = diffArrays(before, after, { maxEditLength: mostEdits });
  if (found === undefined) return [...marked('removed', before), ...marked('added', after)];
  const lines: DiffLine[] = [];
  let added: DiffLine[] = [];
  for (const { value, added: isAdded, removed: isRemoved } of found) {
    if (isAdded) added.push(...marked('added', value));
    else if (isRemoved) lines.push(...marked('removed', value));
    else {
      lines.push(...added, ...marked('same', value));
      added = [];
    }
  }
  return [...lines, ...added];
}

/** Changes with `context` same lines around them; what is nearer to each other than twice that is one hunk. */
function hunks(lines: readonly DiffLine[], context: number): Hunk[] {
  const found: Hunk[] = [];
  let position = { index: 0, oldLine: 0, newLine: 0 };
  for (const [start, end] of ranges(lines, context)) {
    const skipped = start - position.index;
    const part = lines.slice(start, end);
    const oldLines = part.filter(({ kind }) => kind !== 'added').length;
    const newLines = part.filter(({ kind }) => kind !== 'removed').length;
    const oldLine = position.oldLine + skipped;
    const newLine = position.newLine + skipped;
    found.push({
      oldStart: oldLines === 0 ? oldLine : oldLine + 1,
      oldLines,
      newStart: newLines === 0 ? newLine : newLine + 1,
      newLines,
      lines: part,
    });
    position = { index: end, oldLine: oldLine + oldLines, newLine: newLine + newLines };
  }
  return found;
}

/** Half-open ranges of indices. */
function ranges(lines: readonly DiffLine[], context: number): [number, number][] {
  const found: [number, number][] = [];
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    const start = Math.max(0, index - context);
    const end = Math.min(lines.length, index + 1 + context);
    const last = found.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = end;
    else found.push([start, end]);
  }
  return found;
}
