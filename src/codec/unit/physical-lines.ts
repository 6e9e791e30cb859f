/** Cuts a file into lines as systemd does: read_line() of src/basic/fileio.c. */
import type { PhysicalLine } from './document.ts';

const lineEnd = /[\n\r\0]/g;

export function physicalLines(text: string): PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  let offset = 0;
  while (offset < text.length) {
    lineEnd.lastIndex = offset;
    const stop = lineEnd.exec(text)?.index ?? text.length;
    const next = skipLineEnd(text, stop);
    const line = text.slice(offset, stop);
    lines.push({ text: line, end: text.slice(stop, next), offset, comment: /^[ \t]*[#;]/.test(line) });
    offset = next;
  }
  return lines;
}

/** A run of different end characters is one end (CRLF); a NUL closes the run, a repeated one begins the next line's. */
function skipLineEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character !== '\n' && character !== '\r' && character !== '\0') break;
    const seen = text.slice(start, at);
    if (seen.includes(character) || seen.endsWith('\0')) break;
    at++;
  }
  return at;
}
