import type { QuadletFileRule, QuadletUnitRule } from './rule.ts';
import { quadletUnreadable } from './uc370-unreadable.ts';
import { quadletUnknownSetting } from './uc371-unknown-setting.ts';
import { quadletMissingSetting } from './uc372-missing-setting.ts';
import { quadletValue } from './uc373-value.ts';
import { quadletBoolean } from './uc374-boolean.ts';
import { quadletServiceSetting } from './uc375-service-setting.ts';
import { quadletMissingReference } from './uc376-missing-reference.ts';
import { quadletTooNew } from './uc377-too-new.ts';
import { quadletLostWords } from './uc378-lost-words.ts';
import { quadletGluedLine } from './uc379-glued-line.ts';
import { quadletDeprecated } from './uc381-deprecated.ts';
import { quadletShortImage } from './uc384-short-image.ts';

export const quadletFileRules: readonly QuadletFileRule[] = [
  quadletUnreadable,
  quadletUnknownSetting,
  quadletValue,
  quadletBoolean,
  quadletServiceSetting,
  quadletTooNew,
  quadletLostWords,
  quadletGluedLine,
  quadletDeprecated,
];
export const quadletUnitRules: readonly QuadletUnitRule[] = [
  quadletMissingSetting,
  quadletMissingReference,
  quadletShortImage,
];
