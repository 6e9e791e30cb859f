import { nearest } from '../../core/nearest.ts';
import type { UnitRule } from '../rule.ts';

/** Unknown sections and keys, which systemd skips with a warning that nobody sees; `X-` is for others' use. */
export const unknownSetting: UnitRule = (document, { unitType, directives }) => {
  const sections = directives.sectionsByUnitType[unitType] ?? [];
  return document.assignments.flatMap(({ section, key, keyAt }) => {
    if (section.startsWith('X-') || key.startsWith('X-')) return [];
    const keys = sections.includes(section) ? directives.bySection.get(section) : undefined;
    if (keys === undefined) {
      const message = `a ${unitType} unit has no section \`[${section}]\``;
      return [{ code: 'UC300', message, help: `write one of: ${sections.join(', ')}`, line: keyAt.line }];
    }
    if (keys.has(key)) return [];
    const elsewhere = sections.find((other) => directives.bySection.get(other)?.has(key));
    const close = nearest(key, keys.keys());
    const help = elsewhere ? `write it in [${elsewhere}]` : close ? `write \`${close}\`` : undefined;
    const message = `\`${key}\` is not a setting of [${section}]`;
    return [{ code: 'UC300', message, ...(help && { help }), line: keyAt.line }];
  });
};
