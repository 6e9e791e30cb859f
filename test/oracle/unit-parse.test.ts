/** What we read of units against `systemd --test`: load state, argv, environment, conditions, description. */
import { describe, expect, test } from 'vitest';
import { compareUnits, differences } from './compare-units.ts';
import { trickyUnits } from './corpus/tricky-units.ts';

const seed = 20240611;

describe('generated units', () => {
  test('2,000 tricky ones with drop-ins', async () => {
    const rows = await compareUnits(trickyUnits(2000, seed));
    const states = new Set(rows.map(({ systemd }) => systemd.loadState));
    expect([...states].sort()).toEqual(['bad-setting', 'error', 'loaded']);
    const different = differences(rows);
    expect(different.slice(0, 10), `${different.length} of ${rows.length} differ, seed ${seed}`).toEqual([]);
  }, 600_000);
});
