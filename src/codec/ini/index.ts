/** INI files, guarded: only what every reader of the file takes as it was meant is written or read. */
export type { IniDialect } from './ini-dialect.ts';
export { type IniScalar, type IniTree, type IniValue, iniTexts, iniTree } from './ini-tree.ts';
export { type ParsedIni, parseIni } from './parse-ini.ts';
export { type PrintedIni, printIni } from './print-ini.ts';
