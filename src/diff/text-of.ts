import type { Entry } from './entry.ts';

/** Undefined for what is no text: a NUL, or bytes that are not UTF-8. */
export function textOf(content: Uint8Array): string | undefined {
  if (content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** Of a file; '' of all else, and of what is no text. */
export function textOfEntry(entry: Entry | undefined): string {
  return (entry?.type === 'file' ? textOf(entry.content) : undefined) ?? '';
}
