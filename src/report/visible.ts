/**
 * User's text on a terminal: nothing in it may move the cursor, change colours or hide characters.
 * Control characters become pictures or numbers, and the cells a character fills are counted.
 */

/** Bidirectional and invisible formatting, line separators, lone surrogates: shown by number. */
const hidden =
  /[\u0080-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/u;

const combining = /\p{Mark}|\u200c|\u200d/u;

/** East Asian wide and full-width blocks, and emoji; Unicode TR 11 in ranges coarse enough for a caret. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

export interface Cell {
  /** What is printed for it. */
  readonly text: string;
  /** Columns of a terminal that it fills. */
  readonly width: number;
}

const tab: Cell = { text: '    ', width: 4 };

/** One code point as a terminal may see it. */
export function cell(character: string): Cell {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\t') return tab;
  if (code < 0x20) return { text: String.fromCodePoint(0x2400 + code), width: 1 };
  if (code === 0x7f) return { text: '\u2421', width: 1 };
  if (code < 0x7f) return { text: character, width: 1 };
  if (hidden.test(character)) {
    const text = `\\u{${code.toString(16)}}`;
    return { text, width: text.length };
  }
  if (combining.test(character)) return { text: character, width: 0 };
  return { text: character, width: wide.test(character) ? 2 : 1 };
}

export function visible(text: string): string {
  let shown = '';
  for (const character of text) shown += cell(character).text;
  return shown;
}
