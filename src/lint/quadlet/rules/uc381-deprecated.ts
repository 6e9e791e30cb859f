import type { QuadletFileRule } from './rule.ts';

export const quadletDeprecated: QuadletFileRule = ({ document }, { table }) =>
  document.assignments.flatMap(({ section, key, keyRange: range }) => {
    const replacedBy = table.get(section)?.get(key)?.replacedBy;
    if (replacedBy === undefined) return [];
    const help = `write ${replacedBy
      .split('/')
      .map((name) => `\`${name}\``)
      .join(' or ')}`;
    return [{ code: 'UC381' as const, message: `\`${key}\` of [${section}] is deprecated`, help, range }];
  });
