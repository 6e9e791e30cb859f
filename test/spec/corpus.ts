import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The spec files of `test/spec/<folder>`, relative to it; what they extend lies in folders below. */
export function corpus(folder: 'ok' | 'err'): string[] {
  return readdirSync(directory(folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

export function directory(folder: 'ok' | 'err'): string {
  return path.join(import.meta.dirname, folder);
}

/** Reads as loadSpec wants it, names relative to the folder. */
export function readIn(folder: 'ok' | 'err'): (file: string) => string | undefined {
  return (file) => {
    try {
      return readFileSync(path.join(directory(folder), file), 'utf8');
    } catch {
      return undefined;
    }
  };
}
