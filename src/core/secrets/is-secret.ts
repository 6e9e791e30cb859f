/** Whether the value that a flag or a variable has is one that nobody else should read. */
import { mentionsSecret, namesSecret } from './secret-names.ts';
import { looksEncoded } from './secret-values.ts';

/** Paths, switches and numbers are no secrets, whatever they are called. */
export function isSecret({ name, text }: { readonly name: string; readonly text: string }): boolean {
  if (text === '' || text.startsWith('/') || /^(true|false|yes|no|none|\d+|\d+[a-z]{1,2})$/i.test(text)) return false;
  return namesSecret(name) || (mentionsSecret(name) && looksEncoded(text));
}
