/** Files of no syntax that we know more of: by their lines. */
import { textDiff } from '../../diff/text-diff.ts';
import type { Element } from './element.ts';

/** Each line that differs, removed ones of a place before the added ones. */
export function textElements(before: string, after: string): Element[] {
  return textDiff(before, after, 0).flatMap(({ oldStart, newStart, lines }) => {
    let [old, now] = [oldStart, newStart];
    return lines.map(({ kind, text }): Element => {
      if (kind === 'removed') {
        return { kind: 'line', at: [], change: 'removed', before: text, lines: { before: [old++] } };
      }
      return { kind: 'line', at: [], change: 'added', after: text, lines: { after: [now++] } };
    });
  });
}
