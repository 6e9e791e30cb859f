/**
 * systemd's own state machine for variable files: parse_env_file_internal() of src/basic/env-file.c;
 * systemd.exec(5) "EnvironmentFile=". It is neither systemd's unit syntax nor a shell's.
 */
import type { EnvDialect } from './env-dialect.ts';

type State =
  | 'before-name'
  | 'name'
  | 'before-value'
  | 'value'
  | 'value-escape'
  | 'single'
  | 'single-escape'
  | 'double'
  | 'double-escape'
  | 'comment'
  | 'comment-escape';

export function isLineEnd(c: string): boolean {
  return c === '\n' || c === '\r';
}

export function isBlank(c: string): boolean {
  return c === ' ' || c === '\t' || isLineEnd(c);
}

/** Text whose trailing unescaped blanks can be cut off. */
class Buffer {
  text = '';
  #kept = 0;

  add(c: string, blank: boolean): void {
    this.text += c;
    if (!blank) this.#kept = this.text.length;
  }

  /** What is there now stays, blanks too. */
  keep(): void {
    this.#kept = this.text.length;
  }

  trimmed(): string {
    return this.text.slice(0, this.#kept);
  }
}

/** Reads one line after another, continued ones as one. */
export class EnvScanner {
  state: State = 'before-name';
  readonly #dialect: EnvDialect;
  #name = new Buffer();
  #value = new Buffer();
  /** Blanks were seen behind a closing quote. */
  #gap = false;
  #quoted = false;
  droppedBlanks = false;

  constructor(dialect: EnvDialect) {
    this.#dialect = dialect;
  }

  get name(): string {
    return this.#name.trimmed();
  }

  get value(): string {
    return this.state === 'value' ? this.#value.trimmed() : this.#value.text;
  }

  /** What an end of the line or of the file finishes here. */
  get finishes(): 'assignment' | 'text' | 'comment' | 'blank' {
    if (this.state === 'before-name') return 'blank';
    if (this.state === 'name') return 'text';
    return this.state === 'comment' || this.state === 'comment-escape' ? 'comment' : 'assignment';
  }

  /** Whether a line end at this point ends the line. */
  get endsAtLineEnd(): boolean {
    if (this.state === 'comment-escape') return this.#dialect.commentEnds;
    return ['before-name', 'name', 'before-value', 'value', 'comment'].includes(this.state);
  }

  get inQuotes(): boolean {
    return this.state.startsWith('single') || this.state.startsWith('double');
  }

  startLine(): void {
    this.state = 'before-name';
    this.#name = new Buffer();
    this.#value = new Buffer();
    this.#gap = false;
    this.#quoted = false;
    this.droppedBlanks = false;
  }

  /** One character that does not end the line. */
  step(c: string): void {
    this.state = this.#next(c);
  }

  #next(c: string): State {
    switch (this.state) {
      case 'before-name':
        if (c === '#' || c === ';') return 'comment';
        return isBlank(c) ? 'before-name' : this.#nameCharacter(c);
      case 'name':
        return c === '=' ? 'before-value' : this.#nameCharacter(c);
      case 'before-value':
        return this.#beforeValue(c);
      case 'value':
        if (c !== '\\') return this.#add(c, isBlank(c));
        this.#value.keep();
        return 'value-escape';
      case 'value-escape':
        return isLineEnd(c) ? 'value' : this.#add(c);
      case 'comment':
        return c === '\\' ? 'comment-escape' : 'comment';
      case 'comment-escape':
        return 'comment';
      default:
        return this.#quotedCharacter(this.state, c);
    }
  }

  #nameCharacter(c: string): State {
    this.#name.add(c, isBlank(c));
    return 'name';
  }

  #add(c: string, blank = false): State {
    this.#value.add(c, blank);
    return 'value';
  }

  #beforeValue(c: string): State {
    if (isBlank(c)) {
      this.#gap = this.#quoted;
      return 'before-value';
    }
    this.droppedBlanks ||= this.#gap;
    this.#quoted = c === "'" || c === '"';
    this.#gap = false;
    if (c === "'") return 'single';
    if (c === '"') return 'double';
    return c === '\\' ? 'value-escape' : this.#add(c);
  }

  #quotedCharacter(state: 'single' | 'single-escape' | 'double' | 'double-escape', c: string): State {
    const quote = state.startsWith('single') ? 'single' : 'double';
    if (state === quote) {
      if (c === (quote === 'single' ? "'" : '"')) return 'before-value';
      if (c === '\\' && (quote === 'double' || !this.#dialect.shellQuotes)) return `${quote}-escape`;
      this.#value.add(c, false);
      return quote;
    }
    // Like a shell: only these four lose their backslash; before 241 every character but a line end did.
    const plain = this.#dialect.shellQuotes ? '"\\`$'.includes(c) : !isLineEnd(c);
    if (plain) this.#value.add(c, false);
    else if (this.#dialect.shellQuotes && c !== '\n') this.#value.add(`\\${c}`, false);
    return quote;
  }
}
