/** The lines of an assignment as its file has them, for another file to hold. */
import { type Assignment, encodeBytes, longLineMax, parseUnit, type UnitDocument } from '../codec/unit/index.ts';

/**
 * What stands for an assignment in another unit file, whatever follows: its own lines, without the comments
 * between them. Where these would be read as something else there (the end of the file ends a continuation,
 * a byte order mark counts in one place only) it is one line that means the same.
 */
export function sourceText(document: UnitDocument, assignment: Assignment, value: string): string {
  const { key, keyAt, reportedLine } = assignment;
  const lines = document.lines.slice(keyAt.line - 1, reportedLine).filter(({ comment }) => !comment);
  const text = lines.map((line, index) => (index === 0 ? line.text.slice(keyAt.column - 1) : line.text)).join('\n');
  return value === assignment.value && means(text, assignment) ? text : oneLine(key, value);
}

function means(text: string, { key, value }: Assignment): boolean {
  const [first, next, ...more] = parseUnit(encodeBytes(`[S]\n${text}\n#\nNext=\n`)).assignments;
  return first?.key === key && first.value === value && next?.key === 'Next' && more.length === 0;
}

/** A blank keeps a backslash at the end from continuing the line; a line that is too long is continued at a blank. */
function oneLine(key: string, value: string): string {
  const line = `${key}=${value}${value.endsWith('\\') ? ' ' : ''}`;
  if (encodeBytes(line).length < longLineMax) return line;
  const blank = line.lastIndexOf(' ', line.length / 2);
  return blank === -1 ? line : `${line.slice(0, blank)}\\\n${line.slice(blank + 1)}`;
}
