/** Elements as the comparisons of each syntax make them. */
import type { ElementKind, ElementReview } from '../model.ts';

/** An element before anybody has asked why it changed. */
export type Element = Omit<ElementReview, 'causes'>;

/** What one side says somewhere. */
export interface Piece {
  readonly text: string;
  /** Equal where two mean the same; `text` without it. */
  readonly meaning?: string;
  /** From 1. */
  readonly lines: readonly number[];
  /** Relative to the root of the host, where it may be another file than the one that changed. */
  readonly path?: string;
}

export function meaningOf({ text, meaning }: Piece): string {
  return meaning ?? text;
}

/** With one side only it is added or removed. */
export function elementOf(
  kind: ElementKind,
  at: readonly string[],
  { before, after, moved = false }: { readonly before?: Piece; readonly after?: Piece; readonly moved?: boolean },
): Element {
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : moved ? 'moved' : 'changed';
  const files = {
    ...(before?.path !== undefined && { before: before.path }),
    ...(after?.path !== undefined && { after: after.path }),
  };
  return {
    ...{ kind, at, change },
    ...(before && { before: before.text }),
    ...(after && { after: after.text }),
    lines: { ...(before && { before: before.lines }), ...(after && { after: after.lines }) },
    ...(Object.keys(files).length > 0 && { files }),
  };
}

/** None where both mean the same. */
export function changedElement(
  kind: ElementKind,
  at: readonly string[],
  before: Piece | undefined,
  after: Piece | undefined,
): Element[] {
  if (before === undefined && after === undefined) return [];
  if (before !== undefined && after !== undefined && meaningOf(before) === meaningOf(after)) return [];
  return [elementOf(kind, at, { ...(before && { before }), ...(after && { after }) })];
}
