/** Strings of Graphviz's DOT language (graphviz.org/doc/info/lang.html) and of its labels. */

/** A quoted ID: any text without NUL, which DOT has no way to write. In names a backslash stands for itself. */
export function quoteDotId(text: string): string {
  return `"${text.replaceAll('\0', '\uFFFD').replaceAll('"', '\\"').replace(/\\$/, '\\\\')}"`;
}

/** An escString as labels and tooltips have it (escString of the attributes): what means something there is written out. */
export function quoteDotLabel(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line
      .replaceAll('\0', '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll(/[\r\n]+/g, ' '),
  );
  return `"${escaped.join('\\n')}"`;
}
