import { encodeBytes } from '../unit/bytes.ts';
import type { EnvDocument } from './env-document.ts';

/** The bytes that the document was read from. */
export function printEnvFile(document: EnvDocument): Uint8Array {
  return encodeBytes(document.entries.map((entry) => entry.raw).join(''));
}
