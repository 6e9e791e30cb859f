/** How the user's own words stand in a message: in back-ticks, on one line, not longer than a line. */

const longest = 60;

/** `name` in back-ticks; control characters and lone surrogates are escaped as in JSON, long texts are cut,
 * the empty text is shown as `""`. */
export function tick(name: string): string {
  if (name === '') return '""';
  const characters = [...name];
  const cut = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : name;
  return `\`${escapeControls(cut)}\``;
}

function escapeControls(text: string): string {
  const numbered = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, numbered).replaceAll('`', "'");
}

/** `a`, `b` or `c`. */
export function either(words: readonly string[]): string {
  return list(words, 'or');
}

/** a, b and c. */
export function all(words: readonly string[]): string {
  return list(words, 'and');
}

function list(words: readonly string[], conjunction: string): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
