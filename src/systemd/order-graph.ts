/** Which unit starts after which: After= and Before= of systemd.unit(5), over units and their drop-ins. */
import { type Assignment, splitWords } from '../codec/unit/index.ts';
import type { UnitFile } from './unit-file.ts';

/** `later` starts when `earlier` has started, because of a line of a file. */
export interface OrderEdge {
  readonly later: string;
  readonly earlier: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** Between units that have a file among the given ones; an empty assignment takes nothing back there. */
export function orderEdges(files: readonly UnitFile[]): OrderEdge[] {
  const known = new Set(files.map(({ unit }) => unit));
  return files.flatMap(({ unit, path, document }) =>
    document.assignments.flatMap((assignment) => {
      const { section, key, keyAt } = assignment;
      if (section !== 'Unit' || (key !== 'After' && key !== 'Before')) return [];
      return namesIn(assignment)
        .filter((other) => known.has(other))
        .map((other) => {
          const [later, earlier] = key === 'After' ? [unit, other] : [other, unit];
          return { later, earlier, path, line: keyAt.line };
        });
    }),
  );
}

/** Specifiers need a running system to be known: a name with one is not followed. */
function namesIn({ value }: Assignment): string[] {
  return splitWords(value, 'unquote+retain-escape').words.map(({ text }) => text);
}
