/** What is shown of texts, elements and all else that a review says: no secrets. */
import type { Range } from '../../core/diagnostic.ts';
import { isSecret } from '../../core/secrets/is-secret.ts';
import { sha256 } from '../../core/sha256.ts';
import { SourceText } from '../../core/source.ts';
import type { Element } from '../elements/element.ts';
import type { Syntax } from '../model.ts';
import { secretRanges } from './secret-ranges.ts';

export interface Shown<T> {
  readonly shown: T;
  /** Whether something of it is hidden. */
  readonly hidden: boolean;
}

/** Of two secrets it can be seen whether they are the same: four digits tell no more of them. */
export function redacted(secret: string): string {
  return `<redacted sha256:${sha256(secret).slice(0, 4)}>`;
}

/** What is shown in the place of a secret is one word, as most secrets are. */
export function asRedactedWords(shown: string): string {
  return shown.replaceAll(/<redacted sha256:([0-9a-f]{4})>/g, '<redacted:$1>');
}

/** Shows everything where `open`. */
export class Redactor {
  readonly #open: boolean;

  constructor(open: boolean) {
    this.#open = open;
  }

  text(text: string, syntax: Syntax = 'text'): Shown<string> {
    const ranges = this.#open ? [] : secretRanges(text, syntax);
    return { shown: without(text, ranges), hidden: ranges.length > 0 };
  }

  /** Of the two versions of a file. */
  elements(elements: readonly Element[], before: string, after: string, syntax: Syntax): Shown<readonly Element[]> {
    if (this.#open || elements.length === 0) return { shown: elements, hidden: false };
    const [old, now] = [new SecretLines(before, syntax), new SecretLines(after, syntax)];
    const all = elements.map((element) => this.#element(element, old, now));
    return { shown: all.map(({ shown }) => shown), hidden: all.some(({ hidden }) => hidden) };
  }

  #element(element: Element, before: SecretLines, after: SecretLines): Shown<Element> {
    const at = element.at.map((step) => this.text(step));
    const old = this.#value(element, element.before, before, element.lines.before);
    const now = this.#value(element, element.after, after, element.lines.after);
    const hidden = [...at, old, now].some((one) => one?.hidden === true);
    const values = { ...(old && { before: old.shown }), ...(now && { after: now.shown }) };
    return { shown: hidden ? { ...element, at: at.map(({ shown }) => shown), ...values } : element, hidden };
  }

  #value(
    { kind, at }: Element,
    value: string | undefined,
    secrets: SecretLines,
    [line = 0]: readonly number[] = [],
  ): Shown<string> | undefined {
    if (value === undefined) return undefined;
    if (kind === 'line' && at.length === 0) return secrets.line(line, value);
    const inside = this.text(value);
    if (inside.hidden) return inside;
    // `value` of the variable of that name, as Kubernetes has it.
    const name = (at.at(-1) === 'value' ? at.at(-2) : at.at(-1)) ?? '';
    return isSecret({ name, text: value }) ? { shown: redacted(value), hidden: true } : inside;
  }
}

function without(text: string, ranges: readonly Range[]): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of ranges) {
    shown += text.slice(at, start) + redacted(text.slice(start, end));
    at = end;
  }
  return shown + text.slice(at);
}

/** The lines of a file, without what is secret in them. */
class SecretLines {
  readonly #source: SourceText;
  readonly #ranges: readonly Range[];

  constructor(text: string, syntax: Syntax) {
    this.#source = new SourceText(text);
    this.#ranges = secretRanges(text, syntax);
  }

  /** `text` is what stands in the line, its end included. */
  line(number: number, text: string): Shown<string> {
    const start = this.#source.offset(number);
    const end = start + text.replace(/\n$/, '').length;
    const ranges = this.#ranges
      .filter((range) => range.start < end && range.end > start)
      .map((range) => ({ start: Math.max(range.start, start) - start, end: Math.min(range.end, end) - start }));
    return { shown: without(text, ranges), hidden: ranges.length > 0 };
  }
}
