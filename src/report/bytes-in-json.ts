/** Texts that hold bytes which are no UTF-8, in JSON, which cannot carry them. */
import { encodeBytes, hasLoneSurrogate } from '../codec/unit/index.ts';

export type JsonText = string | { readonly base64: string };

/** `{"base64": …}` of the bytes where the text is not UTF-8. */
export function textInJson(text: string): JsonText {
  if (!hasLoneSurrogate(text)) return text;
  let binary = '';
  for (const byte of encodeBytes(text)) binary += String.fromCharCode(byte);
  return { base64: btoa(binary) };
}

/** The same for every text within; keys are names of ours. */
export function bytesInJson(value: unknown): unknown {
  if (typeof value === 'string') return textInJson(value);
  if (Array.isArray(value)) return value.map(bytesInJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, bytesInJson(member)]));
}
