import { diagnostic } from '../../core/diagnostic.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { isRefused } from './refused-text.ts';
import { inComponents, select } from './select.ts';

/** systemd.exec(5), Environment=: letters, digits and `_`, no digit first; variables of atomic's templates too. */
export const checkEnvironmentNames: Check = (root, report) => {
  for (const { path, key } of select(root, ...inComponents('env', '*'), ...inComponents('set', '*'))) {
    const name = String(path.at(-1));
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || isRefused(name)) continue;
    const cured = name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d)/, '_');
    const message =
      name === '' ? 'an environment variable has an empty name' : `${tick(name)} cannot name an environment variable`;
    report(
      diagnostic('UC025', {
        message,
        ...(/^[\w.-]+$/.test(name) ? { help: `rename it, for example to ${tick(cured.toUpperCase())}` } : {}),
        ...key,
      }),
    );
  }
};
