/**
 * Bytes as strings without loss. Valid UTF-8 decodes as usual (a byte order mark stays, as U+FEFF); every
 * other byte becomes the lone surrogate U+DC00 + byte, which valid UTF-8 never yields. So offsets of a
 * valid file are the UTF-16 offsets of its text, and any file, or any word with `\xHH` bytes, survives.
 */

const loneSurrogate = /\p{Cs}/u;

export function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeInvalid(bytes);
  }
}

/** The inverse of {@link decodeBytes}; a lone surrogate that stands for no byte becomes U+FFFD. */
export function encodeBytes(text: string): Uint8Array {
  const encoder = new TextEncoder();
  if (!loneSurrogate.test(text)) return encoder.encode(text);
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) i++;
    else if (unit >= 0xdc80 && unit <= 0xdcff) {
      parts.push(encoder.encode(text.slice(start, i)), Uint8Array.of(unit - 0xdc00));
      start = i + 1;
    }
  }
  parts.push(encoder.encode(text.slice(start)));
  return concatenate(parts);
}

/** Length in bytes of what {@link encodeBytes} gives, without building it. */
export function byteLength(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      length += 4;
      i++;
    } else length += unit >= 0xdc80 && unit <= 0xdcff ? 1 : 3;
  }
  return length;
}

export function hasLoneSurrogate(text: string): boolean {
  return loneSurrogate.test(text);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function decodeInvalid(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length > 0) {
      i += length;
      continue;
    }
    parts.push(decoder.decode(bytes.subarray(start, i)), String.fromCharCode(0xdc00 + (bytes[i] ?? 0)));
    i += 1;
    start = i;
  }
  parts.push(decoder.decode(bytes.subarray(start)));
  return parts.join('');
}

/** Length of the valid UTF-8 sequence at `i` (Unicode 15, table 3-7), 0 when there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[i + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let k = 2; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
