/**
 * A text as one scalar on one line. Plain only where every reader takes it for a text: those of YAML 1.2
 * and those of 1.1 (`yes`, `1_000`, `12:30` and dates are no texts there; Kubernetes and Python read 1.1).
 * Otherwise in double quotes, whose escapes are the same in both versions.
 */
import { parse } from 'yaml';
import { type Printed, printed, refused } from '../printed.ts';

/** Printed as it is: begins with a letter, digit, `/` or `.`, and holds nothing that has a meaning anywhere. */
const simple = /^[A-Za-z0-9/.][A-Za-z0-9/._:@,=+-]*$/;

/** What YAML calls not printable, what some readers take for a line break, and what nobody sees. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]|[^\P{Zs} ]/gu;

export function quoteYaml(text: string): Printed {
  if (/\p{Surrogate}/u.test(text)) return refused('holds half of a surrogate pair, which is no character');
  if (simple.test(text) && isPlain(text)) return printed(text);
  return printed(JSON.stringify(text).replace(hidden, escaped));
}

function isPlain(text: string): boolean {
  return (['1.1', '1.2'] as const).every((version) => reads(text, version) === text);
}

function reads(text: string, version: '1.1' | '1.2'): unknown {
  try {
    return parse(text, { version, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

function escaped(character: string): string {
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return point.length > 4 ? `\\U${point.padStart(8, '0')}` : `\\u${point.padStart(4, '0')}`;
}
