import { splitQuadletWords } from '../../../codec/quadlet/index.ts';
import { valuePart } from '../../rules/places.ts';
import type { QuadletFileRule } from './rule.ts';

/** Values of which podman drops a part, or all, without an error. */
export const quadletLostWords: QuadletFileRule = ({ document }, { table }) =>
  document.assignments.flatMap((assignment) => {
    const { section, key, value } = assignment;
    const reader = table.get(section)?.get(key)?.reader ?? '';
    const kind = reader === 'words' ? 'words' : /^(?:args|lastArgs|keyvals)$/.test(reader) ? 'args' : undefined;
    if (kind === undefined || value === '') return [];
    const { lostAt, endsAt } = splitQuadletWords(value, kind);
    if (endsAt !== undefined) {
      const message = 'podman drops an empty word, and all that follows it';
      return [{ code: 'UC378' as const, message, range: valuePart(assignment, endsAt, value.length) }];
    }
    if (lostAt === undefined) return [];
    const message = 'podman drops the whole value, because of an escape or a quote that it does not know';
    return [{ code: 'UC378' as const, message, range: valuePart(assignment, lostAt, value.length) }];
  });
