/**
 * GitHub's Markdown (GFM 0.29, with what GitHub makes of the result): text that stays text. Nobody is mentioned by it,
 * nothing is linked or closed, and a cell of a table stays a cell. Text is of one line: who calls has shown controls.
 */
import { escapeHtml } from '../html/index.ts';

const joiner = '\u2060';

/**
 * As prose, not at the beginning of a block. An invisible joiner parts what GitHub would make something of: mentions,
 * numbers of issues, addresses, names of emoji.
 */
export function markdownText(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[@#]|:(?=\/\/|[\w+-]+:)|GH-|www(?=\.)/gi, (found) => found + joiner)
    .replaceAll(/[\\`*_{}[\]<>#!|~&@$"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** As prose in which back-ticks mark names, as messages have them. */
export function markdownProse(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part.slice(1, -1)) : markdownText(part)))
    .join('');
}

/** As code; in a cell of a table too. Empty text is no code, and stays empty. */
export function markdownCode(text: string): string {
  const line = text.replaceAll(/[\r\n]+/g, ' ');
  if (line === '') return '';
  // The bar of a table counts in a code span, and a backslash before it cannot be written there.
  if (line.includes('|')) return `<code>${markdownText(line)}</code>`;
  const ticks = '`'.repeat(longestRun(line) + 1);
  const pad = /^[` ]|[` ]$/.test(line) && /[^ ]/.test(line) ? ' ' : '';
  return ticks + pad + line + pad + ticks;
}

/** As code in a block of HTML, where Markdown is not read. */
export function markdownCodeInHtml(text: string): string {
  return `<code>${escapeHtml(text.replaceAll(/[\r\n]+/g, ' '))}</code>`;
}

/** A block of code; `lines` without their ends. */
export function markdownFence(language: string, lines: readonly string[]): string {
  const text = lines.map((line) => `${line.replaceAll(/[\r\n]/g, ' ')}\n`).join('');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}${fence}\n`;
}

/** Without what would end it. */
export function markdownComment(text: string): string {
  return `<!-- ${text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/--|[<>]/g, (found) => (found === '--' ? '-\u2060-' : joiner))} -->`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
