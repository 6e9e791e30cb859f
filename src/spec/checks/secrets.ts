import { diagnostic } from '../../core/diagnostic.ts';
import { subject } from '../issues/subject.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { type Named, namedValues } from './named-values.ts';
import { mentionsSecret, namesSecret } from './secret-names.ts';
import { hasPasswordInUrl, isPem, isPrivatePem, looksEncoded, tokenForm } from './secret-values.ts';
import { everything, texts } from './select.ts';

/** No message repeats what it found: reports end up in logs. */
export const checkSecrets: Check = (root, report) => {
  for (const match of texts(everything({ path: [], node: root, key: root.place }))) {
    const found = foundIn(match.text);
    if (found === undefined) continue;
    report(diagnostic('UC024', { message: `${subject(match.path)} holds ${found}`, ...match.node.place }));
  }
  for (const named of namedValues(root)) {
    if (!isSecret(named) || foundIn(named.text) !== undefined) continue;
    const message = `the value of ${tick(named.name)} looks like a secret`;
    report(diagnostic('UC024', { message, ...named.place }));
  }
};

function foundIn(text: string): string | undefined {
  if (isPrivatePem(text)) return 'a private key';
  if (isPem(text)) return 'the contents of a PEM file';
  if (hasPasswordInUrl(text)) return 'a URL with a password';
  return tokenForm(text);
}

/** Paths, switches and numbers are no secrets, whatever they are called. */
function isSecret({ name, text }: Named): boolean {
  if (text === '' || text.startsWith('/') || /^(true|false|yes|no|none|\d+|\d+[a-z]{1,2})$/i.test(text)) return false;
  return namesSecret(name) || (mentionsSecret(name) && looksEncoded(text));
}
