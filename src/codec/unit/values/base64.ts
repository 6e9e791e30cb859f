/** Base64 and hexadecimal data: unbase64mem_full() and unhexmem_full() of src/basic/hexdecoct.c. */
import { ignored, shown, type ValueCheck } from './value-problem.ts';

/** Blanks are skipped; padding has to be there, and no bits may be left over. */
export function isBase64(text: string): boolean {
  const data = text.replace(/[ \t\n\r]+/g, '');
  const match = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(data);
  if (match?.[1] === undefined || match[2] === undefined || data.length % 4 !== 0) return false;
  const last = match[1].slice(-1);
  if (match[2] === '==') return 'AQgw'.includes(last);
  return match[2] !== '=' || 'AEIMQUYcgkosw048'.includes(last);
}

export const checkInputData: ValueCheck = (value) =>
  isBase64(value) ? [] : ignored(value, `${shown(value)} is not Base64`);

const shortestHash = 32;

export const checkRootHash: ValueCheck = (value) => {
  if (value.startsWith('/')) return [];
  const digits = value.replace(/[ \t\n\r]+/g, '');
  if (/^[0-9A-Fa-f]*$/.test(digits) && digits.length % 2 === 0 && digits.length >= shortestHash) return [];
  return ignored(
    value,
    `${shown(value)} is not a root hash`,
    `write at least ${shortestHash} hexadecimal digits, or an absolute path`,
  );
};

export const checkRootHashSignature: ValueCheck = (value) => {
  if (value.startsWith('/')) return [];
  if (value.startsWith('base64:') && isBase64(value.slice('base64:'.length))) return [];
  return ignored(value, `${shown(value)} is not a signature`, 'write `base64:` and Base64 data, or an absolute path');
};
