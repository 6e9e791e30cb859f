/** `unitc/lint`: the linter of units and Quadlet files, for other programs. Data in, data out: nothing is read or printed. */
export { type Code, catalogue, type Entry, isCode } from './core/catalogue/index.ts';
export type { Diagnostic, Location, Range, Related, Severity } from './core/diagnostic.ts';
export { type Level, type Levels, levelledCode, type ReadLevel } from './lint/levels.ts';
export { type LintOptions, type LintResult, lint } from './lint/lint.ts';
export type { LintEntries, LintEntry, LintInput } from './lint/root.ts';
export { reporters } from './report/index.ts';
export type { Reporter, Sources, Style } from './report/style.ts';
