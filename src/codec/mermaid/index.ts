/** Text in Mermaid's flowcharts (mermaid.js.org/syntax/flowchart.html, "Entity codes to escape characters"). */

/** A quoted label: what is no letter, digit or harmless mark is written by its number, so nothing is markup. */
export function quoteMermaidLabel(text: string): string {
  const escaped = [...text].map((character) =>
    /[\p{L}\p{N} .,:@_/+-]/u.test(character) ? character : `#${character.codePointAt(0)};`,
  );
  return `"${escaped.join('')}"`;
}
