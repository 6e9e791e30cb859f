/** What has no elements means the same, and what means the same has none. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reviewTexts } from '../../support/review.ts';
import { rewrittenUnits } from '../../support/rewritten-units.ts';
import { runs } from '../../support/runs.ts';

const path = 'etc/systemd/system/x.service';

it('says nothing of a unit that is only written in another way, and something of every other', () => {
  fc.assert(
    fc.property(rewrittenUnits, ({ before, after, same }) => {
      const [change] = reviewTexts({ a: { [path]: before } }, { a: { [path]: after } }).changes;
      expect(change === undefined || change.elements.length === 0).toBe(same);
    }),
    runs(200),
  );
});
