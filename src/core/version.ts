/** Dotted versions such as `1.5.2`, `v3.4.13-0` or `219`: compared number by number. */

const pattern = /^v?(\d+(?:\.\d+)*)(?:[-+].*)?$/;

export function isVersion(text: string): boolean {
  return pattern.test(text);
}

/** The same few versions are compared all the time: those of the tables with that of the spec. */
const parsed = new Map<string, readonly number[]>();
const mostParsed = 1000;

function numbers(text: string): readonly number[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const match = pattern.exec(text);
  const found = match?.[1] === undefined ? [] : match[1].split('.').map(Number);
  if (parsed.size < mostParsed) parsed.set(text, found);
  return found;
}

/** Negative, zero or positive as `a` is older than, as old as or newer than `b`; missing parts count as 0. */
export function compareVersions(a: string, b: string): number {
  const left = numbers(a);
  const right = numbers(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function atLeast(version: string, minimum: string): boolean {
  return compareVersions(version, minimum) >= 0;
}
