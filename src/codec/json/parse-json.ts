import type { JsonValue } from './json-value.ts';

export type ParsedJson =
  | {
      readonly ok: true;
      readonly value: JsonValue;
      /** Where each value begins; of a member of an object its key. By the JSON text of the path of the value. */
      readonly offsets: ReadonlyMap<string, number>;
    }
  /** `offset` is where the text stops being JSON; `reason` completes "the text …". */
  | { readonly ok: false; readonly offset: number; readonly reason: string };

/** Deeper than any configuration, and far from what the stack of any reader holds. */
const deepest = 512;

/** Strict JSON (RFC 8259): no comments, no trailing commas, no byte order mark. Of two equal keys the last wins. */
export function parseJson(text: string): ParsedJson {
  const reader = new JsonReader(text);
  try {
    return { ok: true, value: reader.whole(), offsets: reader.offsets };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, offset: error.offset, reason: error.message };
    throw error;
  }
}

/** Leaves the recursion; never leaves this file. */
class Stop extends Error {
  readonly offset: number;

  constructor(offset: number, reason: string) {
    super(reason);
    this.offset = offset;
  }
}

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON wants them escaped
const string = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
const literal = /true|false|null/y;
const literals = { true: true, false: false, null: null } as const;

class JsonReader {
  readonly offsets = new Map<string, number>();
  readonly #text: string;
  readonly #path: (string | number)[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): JsonValue {
    const value = this.#value(0);
    this.#blanks();
    if (this.#at < this.#text.length) this.#stop('goes on behind its value');
    return value;
  }

  #value(depth: number): JsonValue {
    if (depth > deepest) this.#stop(`is nested deeper than ${deepest} levels`);
    this.#blanks();
    const c = this.#text[this.#at];
    if (c === '{') return this.#object(depth);
    if (c === '[') return this.#list(depth);
    if (c === '"') return this.#string();
    const word = this.#match(literal);
    if (word === 'true' || word === 'false' || word === 'null') return literals[word];
    const digits = this.#match(number);
    if (digits !== undefined) return Number(digits);
    return this.#stop(c === undefined ? 'ends where a value is expected' : 'has no value here');
  }

  #object(depth: number): JsonValue {
    const entries: [string, JsonValue][] = [];
    this.#at++;
    if (this.#accept('}')) return {};
    do {
      this.#blanks();
      if (this.#text[this.#at] !== '"') this.#stop('has no key in double quotes here');
      const start = this.#at;
      const key = this.#string();
      if (!this.#accept(':')) this.#stop('has no `:` behind a key');
      entries.push([key, this.#child(key, start, depth)]);
    } while (this.#accept(','));
    if (!this.#accept('}')) this.#stop('has neither `,` nor `}` here');
    // Own properties also for `__proto__`, as JSON.parse makes them.
    return Object.fromEntries(entries);
  }

  #list(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.#at++;
    if (this.#accept(']')) return items;
    do {
      this.#blanks();
      items.push(this.#child(items.length, this.#at, depth));
    } while (this.#accept(','));
    if (!this.#accept(']')) this.#stop('has neither `,` nor `]` here');
    return items;
  }

  #child(step: string | number, start: number, depth: number): JsonValue {
    this.#path.push(step);
    this.offsets.set(JSON.stringify(this.#path), start);
    const value = this.#value(depth + 1);
    this.#path.pop();
    return value;
  }

  #string(): string {
    const written = this.#match(string);
    if (written === undefined) return this.#stop('has a string that is not closed or holds what must be escaped');
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : '';
  }

  #accept(character: string): boolean {
    this.#blanks();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #blanks(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const matched = pattern.exec(this.#text)?.[0];
    this.#at += matched?.length ?? 0;
    return matched;
  }

  #stop(reason: string): never {
    throw new Stop(this.#at, reason);
  }
}
