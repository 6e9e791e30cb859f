import type { UnitRule } from '../rule.ts';
import { unknownSetting } from './uc300-unknown-setting.ts';
import { tooNew } from './uc301-too-new.ts';
import { unreadable } from './uc302-unreadable.ts';
import { longLine } from './uc303-long-line.ts';
import { deprecated } from './uc311-deprecated.ts';
import { value } from './uc312-value.ts';
import { vanishingArgument } from './uc314-vanishing-argument.ts';
import { shellExpansion } from './uc315-shell-expansion.ts';
import { specifierInText } from './uc316-specifier-in-text.ts';
import { emptyKeeps } from './uc317-empty-keeps.ts';
import { continuationEnds } from './uc321-continuation-ends.ts';
import { backslashBlank } from './uc322-backslash-blank.ts';
import { commentBackslash } from './uc323-comment-backslash.ts';
import { swallowedLine } from './uc324-swallowed-line.ts';
import { shellSyntax } from './uc326-shell-syntax.ts';
import { inlineComment } from './uc327-inline-comment.ts';
import { quoteInWord } from './uc329-quote-in-word.ts';
import { unknownEscape } from './uc330-unknown-escape.ts';
import { killModeNone } from './uc331-kill-mode-none.ts';
import { overridden } from './uc338-overridden.ts';
import { variableInValue } from './uc340-variable-in-value.ts';
import { detachedContainer } from './uc344-detached-container.ts';

/** Rules that look at one file, in the order of their codes. */
export const unitRules: readonly UnitRule[] = [
  unknownSetting,
  tooNew,
  unreadable,
  longLine,
  deprecated,
  value,
  vanishingArgument,
  shellExpansion,
  specifierInText,
  emptyKeeps,
  continuationEnds,
  backslashBlank,
  commentBackslash,
  swallowedLine,
  shellSyntax,
  inlineComment,
  quoteInWord,
  unknownEscape,
  killModeNone,
  overridden,
  variableInValue,
  detachedContainer,
];
