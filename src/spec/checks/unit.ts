import { diagnostic } from '../../core/diagnostic.ts';
import { subject } from '../issues/subject.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { isRefused } from './refused-text.ts';
import { inComponents, select, texts } from './select.ts';

const word = /^[A-Za-z][A-Za-z0-9-]*$/;

/** Names of sections and keys: systemd.syntax(7). Whether systemd knows them is the lint's question. */
export const checkUnitNames: Check = (root, report) => {
  const refuse = (pattern: string[], what: string): void => {
    for (const { path, key } of select(root, ...inComponents('unit', ...pattern))) {
      const name = String(path.at(-1));
      if (word.test(name) || isRefused(name)) continue;
      const bare = name
        .replace(/^\[(.*)\]$/s, '$1')
        .replace(/=$/, '')
        .trim();
      const help = word.test(bare) ? { help: `write ${tick(bare)}` } : {};
      report(diagnostic('UC033', { message: `${tick(name)} cannot be ${what} of a unit`, ...help, ...key }));
    }
  };
  refuse(['*'], 'a section');
  refuse(['*', '*'], 'a key');
};

/** Values are copied raw; newlines are refused for all texts in characters.ts. */
export const checkUnitValues: Check = (root, report) => {
  const values = [...inComponents('unit', '*', '*'), ...inComponents('unit', '*', '*', '*')];
  for (const { path, node, text } of texts(select(root, ...values))) {
    const problem = judge(text);
    if (problem !== undefined) {
      report(diagnostic('UC034', { message: `${subject(path)} ${problem}`, ...node.place }));
    }
  }
};

function judge(text: string): string | undefined {
  if (text.endsWith('\\')) return 'ends in a backslash, which joins the next line';
  if (/^[ \t]|[ \t]$/.test(text)) return 'has blanks around it, which systemd drops';
  return undefined;
}
