import { nearest } from '../../core/nearest.ts';
import type { UnitRule } from '../rule.ts';

/** Unknown sections and keys, which systemd skips with a warning that nobody sees; `X-` is for others' use. */
export const unknownSetting: UnitRule = ({ assignments, sections: headers }, { unitType, directives }) => {
  const sections = directives.sectionsByUnitType[unitType] ?? [];
  const strangers = headers
    .filter(({ name }) => !sections.includes(name) && !name.startsWith('X-'))
    .map(({ name, range }) => {
      const message = `a ${unitType} unit has no section \`[${name}]\``;
      const close = nearest(name, sections);
      const help = close === undefined ? `write one of: ${sections.join(', ')}` : `write \`[${close}]\``;
      return { code: 'UC300' as const, message, help, range };
    });
  const keysOf = (section: string) => (sections.includes(section) ? directives.bySection.get(section) : undefined);
  const unknown = assignments.flatMap(({ section, key, keyRange: range }) => {
    const keys = keysOf(section);
    if (keys === undefined || keys.has(key) || key.startsWith('X-')) return [];
    const elsewhere = sections.find((other) => directives.bySection.get(other)?.has(key));
    const close = nearest(key, keys.keys());
    const help = elsewhere ? `write it in [${elsewhere}]` : close ? `write \`${close}\`` : undefined;
    const message = `\`${key}\` is not a setting of [${section}]`;
    return [{ code: 'UC300' as const, message, ...(help && { help }), range }];
  });
  return [...strangers, ...unknown];
};
