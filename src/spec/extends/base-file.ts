import { diagnostic, type Report } from '../../core/diagnostic.ts';
import type { SpecNode } from '../node.ts';
import { tick } from '../wording.ts';
import { joinFrom } from './join-path.ts';

/** The file that an `extends` value names, seen from the file it stands in; undefined when it names none. */
export function baseFile(
  file: string,
  node: SpecNode,
  sources: ReadonlyMap<string, string>,
  report: Report,
): string | undefined {
  const problem = (message: string, help: string): undefined => {
    report(diagnostic('UC007', { message, help, ...node.place }));
    return undefined;
  };
  const text = node.kind === 'scalar' ? node.value : undefined;
  if (typeof text !== 'string' || text === '') {
    return problem('`extends` must be the name of one file', 'write a relative name: `extends: ./base.yaml`');
  }
  const relative = 'name the file relative to this one: `extends: ./base.yaml`';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return problem(`\`extends\` names a URL, ${tick(text)}`, relative);
  if (text.startsWith('/')) return problem(`\`extends\` names an absolute path, ${tick(text)}`, relative);
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return problem('`extends` names a file with a control character', relative);
  const base = joinFrom(file, text);
  if (sources.has(base)) {
    const message = base === file ? `${tick(base)} extends itself` : `${tick(base)} is extended in a circle`;
    return problem(message, 'let one file of the circle stand on its own');
  }
  return base;
}
