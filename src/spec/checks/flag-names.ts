import { diagnostic } from '../../core/diagnostic.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { isRefused } from './refused-text.ts';
import { inComponents, select } from './select.ts';

const flag = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export const checkFlagNames: Check = (root, report) => {
  for (const { path, key } of select(root, ...inComponents('flags', '*'))) {
    const name = String(path.at(-1));
    if (flag.test(name) || isRefused(name)) continue;
    const message = name === '' ? 'a flag has an empty name' : `${tick(name)} cannot be a flag`;
    const help = cure(name);
    report(diagnostic('UC026', { message, ...(help === undefined ? {} : { help }), ...key }));
  }
};

function cure(name: string): string | undefined {
  const [bare = '', ...value] = name.replace(/^-+/, '').split('=');
  if (!flag.test(bare)) return undefined;
  if (value.length > 0) return `write ${tick(`${bare}: ${value.join('=') || '…'}`)}`;
  return name.startsWith('-') ? `write ${tick(bare)}: the dashes are added` : undefined;
}
