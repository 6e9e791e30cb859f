/** C escapes over a whole value: cunescape() of src/basic/escape.c. */
import { unescapeOne } from '../c-escape.ts';
import { resolve } from './specifier.ts';
import { ignored, type ValueCheck } from './value-problem.ts';

/** The text without its escapes, or undefined; `nul`: NUL bytes are taken. */
export function unescapeText(text: string, nul: boolean): string | undefined {
  const parts: string[] = [];
  for (let at = 0; ; ) {
    const backslash = text.indexOf('\\', at);
    parts.push(text.slice(at, backslash === -1 ? undefined : backslash));
    if (backslash === -1) return parts.join('');
    const zero = nul ? /^(?:x00|000|u0000|U00000000)/.exec(text.slice(backslash + 1, backslash + 10))?.[0] : undefined;
    const found = zero === undefined ? unescapeOne(text, backslash + 1) : { text: '\0', length: zero.length };
    if (found === undefined) return undefined;
    parts.push(found.text);
    at = backslash + 1 + found.length;
  }
}

export const checkInputText: ValueCheck = (value, _directive, { systemd }) => {
  const text = unescapeText(value, false);
  if (text === undefined) return ignored(value, 'a backslash begins no known escape', 'write `\\\\` for a backslash');
  const resolved = resolve(text, 'full', systemd);
  return resolved.type === 'bad' ? ignored(value, resolved.what.message, resolved.what.help) : [];
};
