/** Cuts a file into lines as systemd does: read_line() of src/basic/fileio.c. */
import type { PhysicalLine } from './document.ts';

export function physicalLines(text: string): PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  let offset = 0;
  for (let stop = 0; offset < text.length; stop = offset) {
    while (stop < text.length && !isLineEnd(text.charCodeAt(stop))) stop++;
    const next = skipLineEnd(text, stop);
    const comment = isComment(text, offset, stop);
    lines.push({ text: text.slice(offset, stop), end: text.slice(stop, next), offset, comment });
    offset = next;
  }
  return lines;
}

const nul = 0;
const lineFeed = 10;
const carriageReturn = 13;

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn || code === nul;
}

/** A run of different end characters is one end (CRLF); a NUL closes the run, a repeated one begins the next line's. */
function skipLineEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isLineEnd(code) || isSeen(text, start, at, code)) break;
  }
  return at;
}

function isSeen(text: string, start: number, end: number, code: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === code || text.charCodeAt(i) === nul) return true;
  return false;
}

function isComment(text: string, start: number, stop: number): boolean {
  let at = start;
  while (at < stop && (text[at] === ' ' || text[at] === '\t')) at++;
  return at < stop && (text[at] === '#' || text[at] === ';');
}
