import type { AcrossRule } from './rule.ts';
import { orderCircle } from './uc310-order-circle.ts';
import { fileMode } from './uc347-file-mode.ts';
import { unreadFile } from './uc348-unread-file.ts';
import { unknownUnit } from './uc350-unknown-unit.ts';
import { dropInOfNothing } from './uc351-drop-in-of-nothing.ts';
import { containerNameClash } from './uc352-container-name-clash.ts';
import { portClash } from './uc353-port-clash.ts';
import { missingEnvironmentFile } from './uc354-missing-environment-file.ts';
import { missingProgram } from './uc355-missing-program.ts';
import { variableNeverSet } from './uc357-variable-never-set.ts';
import { activatesNothing } from './uc359-activates-nothing.ts';
import { danglingLink } from './uc361-dangling-link.ts';

export const acrossRules: readonly AcrossRule[] = [
  orderCircle,
  fileMode,
  unreadFile,
  unknownUnit,
  dropInOfNothing,
  containerNameClash,
  portClash,
  missingEnvironmentFile,
  missingProgram,
  variableNeverSet,
  activatesNothing,
  danglingLink,
];
