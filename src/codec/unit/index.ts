/** The codec of systemd unit files: systemd.syntax(7). Reads, prints and quotes; knows nothing of what units mean together. */
export type { Printed } from '../printed.ts';
export { byteLength, decodeBytes, encodeBytes } from './bytes.ts';
export { type Directive, type DirectiveTable, lookupDirective, readDirectiveTable } from './directive.ts';
export { printValue, type ValueRules } from './print-value.ts';
export { longLineMax } from './printable.ts';
export { quoteEnvironmentAssignment } from './quote-environment.ts';
export { quoteExecPath } from './quote-exec-path.ts';
export { type ExecWordOptions, quoteExecWord, quoteSpecifierWord } from './quote-exec-word.ts';
export { type ListWordOptions, quoteListWord } from './quote-list-word.ts';
export { quoteVariableWord } from './quote-variable-word.ts';
export { isQuotingMode, type QuotingMode, quotingModes } from './quoting-mode.ts';
