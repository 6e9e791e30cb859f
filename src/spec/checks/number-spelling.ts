import { diagnostic } from '../../core/diagnostic.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { inComponents, select } from './select.ts';

/** Where the schema takes numbers. */
const numbers = ['flags', 'env', 'set', 'args', 'ports', 'resources', 'unit']
  .flatMap((key) => [...inComponents(key, '*'), ...inComponents(key, '*', '*'), ...inComponents(key, '*', '*', '*')])
  .concat([
    ['cloud', 'config', '*', '*'],
    ['cloud', 'config', '*', '*', '*'],
    ['packages', 'repositories', '*', '*'],
  ]);

/**
 * YAML 1.2 reads `0644` as 644, `0x1f` as 31 and `2.0` as 2 (YAML 1.2.2, 10.3.2); the program would get
 * the decimal number. Fractions are refused by the schema.
 */
export const checkNumberSpelling: Check = (root, report) => {
  for (const { node } of select(root, ...numbers)) {
    if (node.kind !== 'scalar' || typeof node.value !== 'number') continue;
    const decimal = String(node.value);
    if (!Number.isSafeInteger(node.value) || node.source === decimal) continue;
    const octal = /^[-+]?0[0-7]+$/.test(node.source) ? ', not as octal' : '';
    const message = `${tick(node.source)} is read as the decimal number ${decimal}${octal}`;
    const help = `write ${tick(decimal)}, or quote it if the text is meant: "${node.source}"`;
    report(diagnostic('UC021', { message, help, ...node.place }));
  }
};
