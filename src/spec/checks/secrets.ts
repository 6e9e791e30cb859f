import { diagnostic } from '../../core/diagnostic.ts';
import { subject } from '../issues/subject.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { type Named, namedValues } from './named-values.ts';
import { secretIn } from './refused-text.ts';
import { mentionsSecret, namesSecret } from './secret-names.ts';
import { looksEncoded } from './secret-values.ts';
import { everything } from './select.ts';

/** No message repeats what it found: reports end up in logs. */
export const checkSecrets: Check = (root, report) => {
  for (const { path, node } of everything({ path: [], node: root, key: root.place })) {
    const found = node.kind === 'scalar' && typeof node.value === 'string' ? secretIn(node.value) : undefined;
    if (found === undefined) continue;
    report(diagnostic('UC024', { message: `${subject(path)} holds ${found}`, secret: true, ...node.place }));
  }
  for (const named of namedValues(root)) {
    if (!isSecret(named)) continue;
    const message = `the value of ${tick(named.name)} looks like a secret`;
    report(diagnostic('UC024', { message, secret: true, ...named.place }));
  }
};

/** Paths, switches and numbers are no secrets, whatever they are called. */
function isSecret({ name, text }: Named): boolean {
  if (text === '' || text.startsWith('/') || /^(true|false|yes|no|none|\d+|\d+[a-z]{1,2})$/i.test(text)) return false;
  return namesSecret(name) || (mentionsSecret(name) && looksEncoded(text));
}
