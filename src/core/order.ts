/**
 * The one order of everything whose order carries no meaning: bytewise on UTF-8, which is the order
 * of code points. `<` on strings compares UTF-16 units and would put U+FF5E before U+1F600's surrogates.
 */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const x = left[i]?.codePointAt(0) ?? 0;
    const y = right[i]?.codePointAt(0) ?? 0;
    if (x !== y) return x - y;
  }
  return left.length - right.length;
}

export function sortedKeys(record: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(record).sort(compareBytes);
}
