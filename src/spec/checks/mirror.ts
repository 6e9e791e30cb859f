import { diagnostic } from '../../core/diagnostic.ts';
import { parseImageReference } from '../image-reference.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { select, texts } from './select.ts';

export const checkMirror: Check = (root, report) => {
  for (const { text, node } of texts(select(root, ['images', 'mirror']))) {
    const problem = text === '' ? undefined : judge(text);
    if (problem === undefined) continue;
    report(
      diagnostic('UC032', {
        message: `the mirror ${tick(text)} ${problem.says}`,
        ...(problem.help === undefined ? {} : { help: problem.help }),
        ...node.place,
      }),
    );
  }
};

function judge(text: string): { says: string; help?: string } | undefined {
  const scheme = /^[a-z]+:\/\//i.exec(text)?.[0];
  if (scheme !== undefined) {
    return {
      says: 'is a URL, not a registry',
      help: `write ${tick(text.slice(scheme.length).replace(/\/+$/, ''))}: the container engine knows the scheme`,
    };
  }
  if (text.endsWith('/')) return { says: 'ends in `/`', help: `write ${tick(text.replace(/\/+$/, ''))}` };
  // A mirror is what stands before the repository, so that one behind it must make a whole reference.
  const parsed = parseImageReference(`${text}/etcd:3`);
  if (!parsed.ok) return { says: parsed.reason };
  if (parsed.reference.domain !== undefined) return undefined;
  return {
    says: 'would be read as a name on Docker Hub',
    help: `write a host with a dot or a port: ${tick(`${text}:5000`)}`,
  };
}
