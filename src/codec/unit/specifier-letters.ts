/** Which letters after `%` systemd knows: systemd.unit(5) "Specifiers", measured against 252. */

/** Every letter of a full context in the newest systemd. */
const fullLetters = new Set('aAbBcCdDEfgGhHiIjJlLmMnNopPqrRsStTuUvVwWyY');

const afterPercent = /%(.)?/gsu;

/** The first `%x` that systemd refuses to expand, or undefined; `%` before anything but a letter or digit is text. */
export function badSpecifier(text: string): string | undefined {
  for (const match of text.matchAll(afterPercent)) {
    const letter = match[1];
    if (letter !== undefined && /[A-Za-z0-9]/.test(letter) && !fullLetters.has(letter)) return match[0];
  }
  return undefined;
}
