import { sha256 } from '../core/sha256.ts';
import type { Entry } from '../diff/entry.ts';

/** Of files, each read once: hosts that are alike may have the very same. */
export class ContentHashes {
  readonly #known = new WeakMap<Entry, string>();

  of(entry: Extract<Entry, { readonly type: 'file' }>): string {
    const known = this.#known.get(entry) ?? sha256(entry.content);
    this.#known.set(entry, known);
    return known;
  }
}
