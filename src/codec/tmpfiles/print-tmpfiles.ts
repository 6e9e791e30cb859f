import { encodeBytes } from '../unit/bytes.ts';
import type { TmpfilesDocument } from './tmpfiles-document.ts';

/** The bytes that the document was read from. */
export function printTmpfiles(document: TmpfilesDocument): Uint8Array {
  return encodeBytes(document.lines.map((line) => line.raw).join(''));
}
