/** Collects output text and, for each of its lines, which template line and which values made it. */
import { mergeProvenance, type Provenance } from '../core/provenance.ts';

export interface RenderedLine {
  readonly template: { readonly name: string; readonly line: number };
  readonly from: readonly Provenance[];
}

export class LineBuilder {
  readonly #done: string[] = [];
  readonly #lines: RenderedLine[] = [];
  #line = '';
  #place: RenderedLine['template'] | undefined;
  /** Lists that stand for several values of a line are one. */
  #from = new Set<readonly Provenance[]>();
  #section = '';
  /** Key of the assignment that the current line continues; undefined on a fresh line. */
  #continued: string | undefined;

  /** Appends text that begins at `line` of the template `name`. */
  append(text: string, name: string, line: number, from: readonly Provenance[] = []): void {
    let at = line;
    for (const part of text.split(/(?<=\n)/)) {
      if (part === '') continue;
      this.#place ??= { name, line: at };
      if (from.length > 0) this.#from.add(from);
      this.#line += part;
      if (part.endsWith('\n')) {
        this.#flush();
        at++;
      }
    }
  }

  /** In a unit: the name of the last section header. */
  get section(): string {
    return this.#section;
  }

  /** In a unit: the key of the assignment that is being written, over continued lines too. */
  get key(): string {
    return this.#continued ?? /^([A-Za-z0-9-]+)=/.exec(this.#line)?.[1] ?? '';
  }

  finish(): { text: string; lines: RenderedLine[] } {
    if (this.#place !== undefined) this.#flush();
    return { text: this.#done.join(''), lines: this.#lines };
  }

  #flush(): void {
    if (this.#place === undefined) return;
    this.#section = /^\[([^\]]+)\]$/.exec(this.#line.trimEnd())?.[1] ?? this.#section;
    this.#continued = this.#line.endsWith('\\\n') ? this.key : undefined;
    this.#done.push(this.#line);
    this.#lines.push({ template: this.#place, from: mergeProvenance(...this.#from) });
    this.#line = '';
    this.#place = undefined;
    this.#from = new Set();
  }
}
