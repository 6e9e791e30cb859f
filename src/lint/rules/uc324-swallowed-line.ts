import { lookupDirective } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';
import { continuedLines } from './continuations.ts';

/** A line that looks like a setting or a header, and is the rest of the value above it. */
export const swallowedLine: UnitRule = (document, { unitType, directives }) => {
  const sections = directives.sectionsByUnitType[unitType] ?? [];
  return continuedLines(document).flatMap(({ next }) => {
    if (next === undefined) return [];
    const [written, key] = /^([A-Z][A-Za-z]{0,60})[ \t]*=/.exec(next.text) ?? [];
    const known = key !== undefined && sections.some((section) => lookupDirective(directives, section, key, unitType));
    const header = /^\[[A-Za-z-]{1,60}\]\s*$/.test(next.text);
    if (!known && !header) return [];
    const message = `\`${header ? next.text.trim() : key}\` is read as a part of the value above it`;
    const end = next.offset + (header ? next.text.trimEnd().length : (written?.length ?? 1) - 1);
    return [{ code: 'UC324' as const, message, range: { start: next.offset, end } }];
  });
};
