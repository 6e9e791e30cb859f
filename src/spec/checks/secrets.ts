import { diagnostic } from '../../core/diagnostic.ts';
import { isSecret } from '../../core/secrets/is-secret.ts';
import { subject } from '../issues/subject.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { namedValues } from './named-values.ts';
import { secretIn } from './refused-text.ts';
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
