import type { EffectiveRule } from './rule.ts';
import { refusedUnit } from './uc318-refused-unit.ts';
import { forkingWithoutPidFile } from './uc332-forking-without-pid-file.ts';
import { requiresWithoutOrder } from './uc342-requires-without-order.ts';
import { waitsForNothing } from './uc343-waits-for-nothing.ts';

export const effectiveRules: readonly EffectiveRule[] = [
  refusedUnit,
  forkingWithoutPidFile,
  requiresWithoutOrder,
  waitsForNothing,
];
