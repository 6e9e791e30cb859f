/** Which unit starts after which by what files say: After= and Before= of systemd.unit(5), over units and their drop-ins. */
import { writtenDependencies } from './graph/rules/written.ts';
import type { UnitFile } from './unit-file.ts';

/** `later` starts when `earlier` has started, because of a line of a file. */
export interface OrderEdge {
  readonly later: string;
  readonly earlier: string;
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Between units that have a file among the given ones, also where that is a drop-in of a unit that somebody
 * else ships, which a graph does not load. Specifiers need a running system: a name with one is not followed.
 */
export function orderEdges(files: readonly UnitFile[]): OrderEdge[] {
  const known = new Set(files.map(({ unit }) => unit));
  return files.flatMap((file) =>
    writtenDependencies([file]).flatMap(({ name, word: other, origin }) => {
      if ((name !== 'After' && name !== 'Before') || !known.has(other)) return [];
      const [later, earlier] = name === 'After' ? [file.unit, other] : [other, file.unit];
      return [{ later, earlier, path: file.path, line: origin.line ?? 0 }];
    }),
  );
}
