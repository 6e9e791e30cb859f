/** Lines of a unit, with what a backslash at their end does: systemd.syntax(7). */
import type { PhysicalLine, UnitDocument } from '../../codec/unit/index.ts';

export interface ContinuedLine {
  readonly line: PhysicalLine;
  /** The line that systemd reads next; comments in between are dropped. */
  readonly next: PhysicalLine | undefined;
}

/** Every line that goes on in the next one. */
export function continuedLines({ lines }: UnitDocument): ContinuedLine[] {
  const found: ContinuedLine[] = [];
  // systemd counts the backslashes over all that has been joined; each join leaves a blank, so a line stands alone.
  let open: PhysicalLine | undefined;
  for (const line of lines) {
    if (line.comment) continue;
    if (open !== undefined) found.push({ line: open, next: line });
    open = /(?:^|[^\\])(?:\\\\)*\\$/.test(tail(line.text)) ? line : undefined;
  }
  if (open !== undefined) found.push({ line: open, next: undefined });
  return found;
}

/** The backslashes at the end with the character before them: the pattern shall not walk a long line. */
function tail(text: string): string {
  let at = text.length;
  while (at > 0 && text[at - 1] === '\\') at--;
  return text.slice(Math.max(0, at - 1));
}

/** The range of the last character. */
export function lastCharacter({ text, offset }: PhysicalLine): { readonly start: number; readonly end: number } {
  return { start: offset + text.length - 1, end: offset + text.length };
}
