/** What a review shows of files: each content once, by its hash. */
import { compareBytes } from '../core/order.ts';
import { sha256 } from '../core/sha256.ts';
import type { Entry } from '../diff/entry.ts';
import { textOf } from '../diff/text-of.ts';
import { octalMode } from '../tree/octal-mode.ts';
import type { Content, SideEntry, Syntax } from './model.ts';
import type { Redactor, Shown } from './redaction/redactor.ts';

export class Contents {
  readonly #redactor: Redactor;
  readonly #contents = new Map<string, Content>();
  readonly #keys = new Map<string, Shown<string>>();

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** An entry as a review has it; its content is kept. */
  entry(entry: Entry, syntax: Syntax): Shown<SideEntry> {
    const owner = entry.owner === undefined ? {} : { owner: entry.owner };
    if (entry.type === 'symlink') return { shown: { ...owner, type: 'symlink', target: entry.target }, hidden: false };
    const mode = octalMode(entry.mode);
    if (entry.type === 'directory') return { shown: { ...owner, type: 'directory', mode }, hidden: false };
    const { shown: content, hidden } = this.#keep(entry.content, syntax);
    return { shown: { ...owner, type: 'file', mode, content }, hidden };
  }

  /** By hash. */
  all(): Record<string, Content> {
    return Object.fromEntries([...this.#contents].sort(([a], [b]) => compareBytes(a, b)));
  }

  /** The hash is that of what is shown: that of a short secret would give it away. */
  #keep(bytes: Uint8Array, syntax: Syntax): Shown<string> {
    const own = `${syntax} ${sha256(bytes)}`;
    const known = this.#keys.get(own);
    if (known !== undefined) return known;
    const { shown, hidden } = this.#shown(bytes, syntax);
    const key = sha256('text' in shown ? shown.text : bytes);
    this.#contents.set(key, shown);
    this.#keys.set(own, { shown: key, hidden });
    return { shown: key, hidden };
  }

  #shown(bytes: Uint8Array, syntax: Syntax): Shown<Content> {
    const text = textOf(bytes);
    if (text !== undefined) {
      const { shown, hidden } = this.#redactor.text(text, syntax);
      return { shown: { text: shown }, hidden };
    }
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return { shown: { base64: btoa(binary) }, hidden: false };
  }
}
