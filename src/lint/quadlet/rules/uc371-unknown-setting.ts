import { nearest } from '../../../core/nearest.ts';
import type { QuadletFileRule } from './rule.ts';

/** Keys that podman does not know, in the sections that are its own. */
export const quadletUnknownSetting: QuadletFileRule = ({ document }, { table, section: own }) =>
  document.assignments.flatMap(({ section, key, keyRange: range }) => {
    const keys = section === own || section === 'Quadlet' ? table.get(section) : undefined;
    if (keys === undefined || keys.has(key)) return [];
    const close = nearest(key, keys.keys());
    const message = `\`${key}\` is not a setting of [${section}]`;
    return [{ code: 'UC371' as const, message, ...(close && { help: `write \`${close}\`` }), range }];
  });
