/** tmpfiles.d(5): files, directories and links that systemd-tmpfiles makes. */
export { type ExpandedEntry, expandEntry } from './expand-entry.ts';
export { parseTmpfiles } from './parse-tmpfiles.ts';
export { printTmpfiles } from './print-tmpfiles.ts';
export type { TmpfilesOptions } from './tmpfiles-dialect.ts';
export type {
  TmpfilesDocument,
  TmpfilesEntryLine,
  TmpfilesField,
  TmpfilesFieldName,
  TmpfilesLine,
  TmpfilesProblem,
  TmpfilesProblemKind,
} from './tmpfiles-document.ts';
export { type TmpfilesEntry, tmpfilesLine } from './tmpfiles-line.ts';
