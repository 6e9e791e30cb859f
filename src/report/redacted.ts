/** Sources without the secrets that diagnostics point at: reports end up in logs. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Sources } from './style.ts';

/** Every character of a secret is a star; offsets, lines and columns stay what they are. */
export function redacted(sources: Sources, diagnostics: readonly Diagnostic[]): Sources {
  const secrets = diagnostics.filter((diagnostic) => diagnostic.secret);
  if (secrets.length === 0) return sources;
  const texts = new Map(sources);
  for (const { file, range } of secrets) {
    const text = file === undefined ? undefined : texts.get(file);
    if (file === undefined || range === undefined || text === undefined) continue;
    const stars = text.slice(range.start, range.end).replaceAll(/[^\r\n]/g, '*');
    texts.set(file, text.slice(0, range.start) + stars + text.slice(range.end));
  }
  return texts;
}
