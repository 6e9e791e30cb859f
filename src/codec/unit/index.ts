/** The codec of systemd unit files: systemd.syntax(7). Reads, prints and quotes; knows nothing of what units mean together. */
export type { Printed } from '../printed.ts';
export { byteLength, decodeBytes, encodeBytes, hasLoneSurrogate } from './bytes.ts';
export { simplifyPath } from './command-path.ts';
export type { CommandPrefixes } from './command-prefixes.ts';
export { type Directive, type DirectiveTable, lookupDirective, readDirectiveTable } from './directive.ts';
export {
  type Assignment,
  failureOf,
  type LineProblem,
  type PhysicalLine,
  type ProblemKind,
  type SectionHeader,
  sourceOffset,
  type UnitDocument,
  type ValuePiece,
} from './document.ts';
export {
  type EffectiveSetting,
  type EffectiveSettings,
  effectiveSettings,
  type Judge,
  type Verdict,
} from './effective-settings.ts';
export { type EffectiveValue, effectiveValues } from './effective-values.ts';
export {
  type Expanded,
  expandKnown,
  expandSpecifiers,
  type SpecifierTable,
  specifiersIn,
} from './expand-specifiers.ts';
export { type Environment, expandVariables } from './expand-variables.ts';
export type { Word } from './extract-word.ts';
export {
  type Command,
  type CommandLine,
  type CommandLineOptions,
  type CommandProblem,
  type CommandProblemKind,
  parseCommandLine,
} from './parse-command-line.ts';
export {
  type EnvironmentAssignment,
  type EnvironmentProblem,
  type ParsedEnvironment,
  parseEnvironment,
} from './parse-environment.ts';
export { parseUnit, printUnit } from './parse-unit.ts';
export { printValue, type ValueRules } from './print-value.ts';
export { longLineMax } from './printable.ts';
export { quoteEnvironmentAssignment } from './quote-environment.ts';
export { quoteExecPath } from './quote-exec-path.ts';
export { type ExecWordOptions, quoteExecWord, quoteSpecifierWord } from './quote-exec-word.ts';
export { type ListWordOptions, quoteListWord } from './quote-list-word.ts';
export { quoteVariableWord } from './quote-variable-word.ts';
export { isQuotingMode, type QuotingMode, quotingModes } from './quoting-mode.ts';
export { sharedStorage } from './shared-storage.ts';
export { badSpecifier } from './specifier-letters.ts';
export { splitVariable, splitWords, type WordProblem, type Words } from './split-words.ts';
export { isBoolean } from './values/boolean.ts';
export { checkValue, type ValueContext, type ValueProblem } from './values/index.ts';
export { parseSize } from './values/size.ts';
export { parseTimespan } from './values/timespan.ts';
