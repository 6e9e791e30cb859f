/** Words of a POSIX shell as far as quotes and backslashes make them: XCU 2.2 "Quoting", 2.3 "Token Recognition". */

export type ShellWords =
  | { readonly ok: true; readonly words: readonly string[] }
  /** `reason` completes "the text …"; `offset` is where. */
  | { readonly ok: false; readonly offset: number; readonly reason: string };

/** What a shell acts on outside quotes: expansions, patterns, operators, and braces, on which shells differ. */
const active = /[$`*?[\]{}~|&;<>()\n]/;
const names: Readonly<Record<string, string>> = { '\n': 'a newline', '`': 'a back-tick' };

/**
 * Splits a text that consists of literal words. Whatever a shell would expand or act on, outside quotes or
 * (`$` and the back-tick) inside double quotes, is a failure: its result would depend on the shell.
 */
export function splitShellWords(text: string): ShellWords {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === ' ' || c === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
      at++;
    } else if (c === '#' && word === undefined) return failed(at, 'begins a comment');
    else if (c === '\0') return failed(at, 'holds a NUL character');
    else if (active.test(c)) return failed(at, `has ${names[c] ?? `\`${c}\``} outside quotes`);
    else {
      const part = readPart(text, at);
      if (!part.ok) return part;
      // A line that is continued adds nothing, not even an empty word.
      if (part.text !== undefined) word = (word ?? '') + part.text;
      at = part.next;
    }
  }
  if (word !== undefined) words.push(word);
  return { ok: true, words };
}

type Failure = { readonly ok: false; readonly offset: number; readonly reason: string };
type Part = { readonly ok: true; readonly text: string | undefined; readonly next: number } | Failure;

function failed(offset: number, reason: string): Failure {
  return { ok: false, offset, reason };
}

function readPart(text: string, at: number): Part {
  const c = text.charAt(at);
  if (c === "'") return readSingle(text, at);
  if (c === '"') return readDouble(text, at);
  if (c !== '\\') return { ok: true, text: c, next: at + 1 };
  const next = text.charAt(at + 1);
  if (next === '') return failed(at, 'ends in a backslash');
  if (next === '\0') return failed(at + 1, 'holds a NUL character');
  return { ok: true, text: next === '\n' ? undefined : next, next: at + 2 };
}

function readSingle(text: string, at: number): Part {
  const end = text.indexOf("'", at + 1);
  if (end === -1) return failed(at, 'has a quote that is not closed');
  return checked(text.slice(at + 1, end), at + 1, end + 1);
}

function readDouble(text: string, start: number): Part {
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '"') return checked(content, start + 1, at + 1);
    if (c === '$' || c === '`') return failed(at, `has ${names[c] ?? '`$`'} inside double quotes`);
    if (c !== '\\' || !/["\\`$\n]/.test(text.charAt(at + 1))) content += c;
    else if (text.charAt(++at) !== '\n') content += text.charAt(at);
  }
  return failed(start, 'has a quote that is not closed');
}

function checked(content: string, start: number, next: number): Part {
  return content.includes('\0') ? failed(start, 'holds a NUL character') : { ok: true, text: content, next };
}
