import type { SpecPath } from '../../core/spec-path.ts';
import { tick } from '../wording.ts';

/** What a message is about: the last key and the indexes after it, `mounts[0]`. */
export function subject(path: SpecPath): string {
  let key = path.length - 1;
  while (key >= 0 && typeof path[key] === 'number') key--;
  const indexes = path.slice(key + 1).map((index) => `[${index}]`);
  return tick(`${path[key] ?? 'the spec'}${indexes.join('')}`);
}
