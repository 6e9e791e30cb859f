/** A review as two columns: the lines of a file before beside those after. Long lines go on below themselves. */
import type { DiffLine, Hunk } from '../../diff/text-diff.ts';
import type { FileReview, Review } from '../../review/model.ts';
import { type Palette, palette } from '../style.ts';
import { type Cell, cell, visible } from '../visible.ts';
import type { ReviewFormat, ReviewOptions } from './format.ts';
import { saidHosts } from './host-names.ts';
import { hunksOf, lineSigns, rangesOf, startsOf } from './hunks.ts';
import { fileNotes, kindSigns } from './words.ts';

/** Columns of a line's number and its sign, and the fewest of a text. */
const gutter = 7;
const leastText = 10;

export const reviewSideBySide: ReviewFormat = (review, options) =>
  review.changes.map((change) => block(review, change, options)).join('\n');

function block(review: Review, change: FileReview, options: ReviewOptions): string {
  const colors = palette(options);
  const columns = Math.max(leastText, Math.floor((options.width - 3) / 2) - gutter);
  const notes = fileNotes(change, 'all');
  const head = `${kindSigns[change.kind]} /${change.path}  ${saidHosts(change.hosts)}${notes === '' ? '' : `  ${notes}`}`;
  const hunks = hunksOf(review, change, options.context);
  const rows = hunks.flatMap((hunk) => [
    colors.frame(`@@ ${rangesOf(hunk)} @@`),
    ...pairs(hunk).flatMap((pair) => pairRows(pair, columns, colors)),
  ]);
  return [colors.strong(visible(head)), ...rows].map((line) => `${line}\n`).join('');
}

interface Numbered {
  readonly line: DiffLine;
  readonly number: number;
}

type Pair = readonly [Numbered | undefined, Numbered | undefined];

/** Lines that went beside those that came at the same place. */
function pairs(hunk: Hunk): Pair[] {
  const found: Pair[] = [];
  let { oldStart: old, newStart: now } = startsOf(hunk);
  let [gone, come]: [Numbered[], Numbered[]] = [[], []];
  const flush = () => {
    const rows = Math.max(gone.length, come.length);
    for (let row = 0; row < rows; row++) found.push([gone[row], come[row]]);
    [gone, come] = [[], []];
  };
  for (const line of hunk.lines) {
    if (line.kind === 'removed') gone.push({ line, number: old++ });
    else if (line.kind === 'added') come.push({ line, number: now++ });
    else {
      flush();
      found.push([
        { line, number: old++ },
        { line, number: now++ },
      ]);
    }
  }
  flush();
  return found;
}

function pairRows([left, right]: Pair, columns: number, colors: Palette): string[] {
  const [old, now] = [wrapped(left, columns), wrapped(right, columns)];
  const paint = (side: Numbered | undefined) => (text: string) =>
    side === undefined || side.line.kind === 'same' ? text : colors[side.line.kind](text);
  return Array.from({ length: Math.max(old.length, now.length) }, (_, row) => {
    const before = old[row] ?? ' '.repeat(gutter + columns);
    const after = (now[row] ?? '').trimEnd();
    return `${paint(left)(before)} ${colors.frame('│')} ${paint(right)(after)}`.trimEnd();
  });
}

/** Rows of exactly the columns, the first with its number and sign. */
function wrapped(side: Numbered | undefined, columns: number): string[] {
  if (side === undefined) return [];
  const { line, number } = side;
  const text = line.text.replace(/\n$/, '');
  const rows = rowsOf([...text].map(cell), columns);
  return rows.map((row, index) => {
    const lead = index === 0 ? `${String(number).padStart(4)} ${lineSigns[line.kind]} ` : ' '.repeat(gutter);
    return lead + row;
  });
}

function rowsOf(cells: readonly Cell[], columns: number): string[] {
  const rows: string[] = [];
  let [row, width] = ['', 0];
  const end = () => {
    rows.push(row + ' '.repeat(Math.max(0, columns - width)));
    [row, width] = ['', 0];
  };
  for (const { text, width: wide } of cells) {
    if (width > 0 && width + wide > columns) end();
    row += text;
    width += wide;
  }
  end();
  return rows;
}
