import type { UnitRule } from '../rule.ts';
import { unknownSetting } from './uc300-unknown-setting.ts';
import { tooNew } from './uc301-too-new.ts';
import { unreadable } from './uc302-unreadable.ts';
import { longLine } from './uc303-long-line.ts';

export const unitRules: readonly UnitRule[] = [unknownSetting, tooNew, unreadable, longLine];
