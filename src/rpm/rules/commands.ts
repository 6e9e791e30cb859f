/**
 * Commands of a shell script as far as a reader can tell them without running it: XCU 2.10 "Shell Grammar", without
 * what expansions come to. Whatever the text is, there is an answer.
 */

export interface ShellCommand {
  /** The last part of the program's path: `mkdir`. */
  readonly name: string;
  /** Without the program; quotes are taken off, expansions stand as they are written. */
  readonly args: readonly string[];
  /** Files that it writes into, with `>` or `>>`. */
  readonly redirections: readonly { readonly appends: boolean; readonly file: string }[];
  /** Runs only if another command says so, and not only at a first installation. */
  readonly conditional: boolean;
  /** Something stands behind `||`: it may fail. */
  readonly tolerated: boolean;
  readonly start: number;
  readonly end: number;
}

interface Token {
  readonly kind: 'word' | 'operator' | 'redirection';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Begin or end what others stand in, and are no commands. */
const keywords = new Set(['else', '{', '}', '!', 'time']);
const opening = new Set(['if', 'elif', 'while', 'until']);
const closing = new Set(['fi', 'done', 'esac']);
/** Run the program that they name. */
const prefixes = new Set(['exec', 'command', 'builtin', 'nohup', 'sudo']);
const assignment = /^[A-Za-z_][A-Za-z0-9_]*=/;
/** How a scriptlet asks which installation this is: under rpm-ostree it always is the first. */
const asksWhich = /\$\{?1\b/;

export function commandsIn(script: string): ShellCommand[] {
  const found: ShellCommand[] = [];
  const blocks = new Blocks(script);
  let behind = '';
  for (const { tokens, operator } of lists(tokensOf(script))) {
    const rest = tokens.slice(blocks.enter(tokens));
    const conditional = blocks.conditional || (behind === '&&' && !asked(found)) || behind === '||';
    const command = commandOf(rest, { conditional, tolerated: operator === '||' });
    if (command !== undefined) found.push(command);
    behind = operator;
  }
  return found;
}

/** What a command stands in: `if`, `while` and the like, from outside in. */
class Blocks {
  readonly #script: string;
  /** Whether what stands within depends on something. */
  readonly #all: boolean[] = [];
  #depends = 0;
  /** Where the condition begins that is being read. */
  #condition: number | undefined;

  constructor(script: string) {
    this.#script = script;
  }

  get conditional(): boolean {
    return this.#depends > 0;
  }

  /** How many of the tokens are words around a command, or none of one. */
  enter(tokens: readonly Token[]): number {
    for (const [index, { kind, text, start, end }] of tokens.entries()) {
      if (kind !== 'word') return index;
      if (opening.has(text)) {
        if (text === 'elif') this.#pop();
        this.#condition = end;
      } else if (text === 'then' || text === 'do') {
        const from = this.#condition;
        this.#push(from !== undefined && !asksWhich.test(this.#script.slice(from, start)));
        this.#condition = undefined;
      } else if (closing.has(text)) this.#pop();
      else if (text === 'case' || text === 'for') {
        if (text === 'case') this.#push(!tokens.some((token) => asksWhich.test(token.text)));
        return tokens.length;
      } else if (!keywords.has(text) && !prefixes.has(text) && !assignment.test(text)) return index;
    }
    return tokens.length;
  }

  #push(depends: boolean): void {
    this.#all.push(depends);
    if (depends) this.#depends++;
  }

  #pop(): void {
    if (this.#all.pop() === true) this.#depends--;
  }
}

/** Whether the command before asks which installation this is: `[ $1 = 1 ] && …`. */
function asked(before: readonly ShellCommand[]): boolean {
  const last = before.at(-1);
  return last !== undefined && /^(\[|\[\[|test)$/.test(last.name) && asksWhich.test(last.args.join(' '));
}

function commandOf(
  tokens: readonly Token[],
  how: Pick<ShellCommand, 'conditional' | 'tolerated'>,
): ShellCommand | undefined {
  const words: Token[] = [];
  const redirections: { appends: boolean; file: string }[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === 'word') words.push(token);
    else {
      const file = tokens[++at]?.text ?? '';
      if (token.text.includes('>') && !token.text.endsWith('>&')) {
        redirections.push({ appends: token.text.includes('>>'), file });
      }
    }
  }
  const [program, ...args] = words;
  if (program === undefined) return undefined;
  return {
    ...{ name: program.text.replace(/^.*\//s, ''), args: args.map(({ text }) => text), redirections, ...how },
    ...{ start: program.start, end: tokens.at(-1)?.end ?? program.end },
  };
}

interface List {
  readonly tokens: readonly Token[];
  /** What follows: `;`, a newline, `&&`, `||`, `|`, `&`, a bracket, or nothing. */
  readonly operator: string;
}

function lists(tokens: readonly Token[]): List[] {
  const found: List[] = [];
  let own: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'operator') own.push(token);
    // A line may break behind `&&` and `||`.
    else if (own.length > 0) {
      found.push({ tokens: own, operator: token.text });
      own = [];
    }
  }
  return own.length === 0 ? found : [...found, { tokens: own, operator: '' }];
}

const blank = /[ \t]+|\\\n/y;
const comment = /#[^\n]*/y;
const redirection = /[0-9]*(?:&>>|&>|<<-|<<<|<<|>>|>&|<&|<>|>\||>|<)/y;
const operatorAt = /&&|\|\||;;|[;&|()\n]/y;
const here = /^[0-9]*<<-?$/;

function tokensOf(script: string): Token[] {
  const tokens: Token[] = [];
  const ends: string[] = [];
  const at = (pattern: RegExp, from: number): string | undefined => {
    pattern.lastIndex = from;
    return pattern.exec(script)?.[0];
  };
  let position = 0;
  while (position < script.length) {
    const skipped = at(blank, position) ?? at(comment, position);
    if (skipped !== undefined) {
      position += skipped.length;
      continue;
    }
    const redirected = at(redirection, position);
    const operator = redirected === undefined ? at(operatorAt, position) : undefined;
    const text = redirected ?? operator;
    if (text !== undefined) {
      const kind = operator === undefined ? 'redirection' : 'operator';
      tokens.push({ kind, text, start: position, end: position + text.length });
      position += text.length;
      if (text === '\n') for (const end of ends.splice(0)) position = behindHere(script, position, end);
      continue;
    }
    const word = wordAt(script, position);
    const last = tokens.at(-1);
    if (last?.kind === 'redirection' && here.test(last.text)) ends.push(word.text);
    tokens.push({ kind: 'word', ...word });
    position = word.end;
  }
  return tokens;
}

/** Behind the text of a here-document, which ends with a line of its own. */
function behindHere(script: string, from: number, end: string): number {
  let position = from;
  while (position < script.length) {
    const newline = script.indexOf('\n', position);
    const next = newline === -1 ? script.length : newline + 1;
    if (script.slice(position, newline === -1 ? next : newline).replace(/^\t+/, '') === end) return next;
    position = next;
  }
  return position;
}

const ends = /[ \t\n;&|()<>]/;

function wordAt(script: string, start: number): Omit<Token, 'kind'> {
  let text = '';
  let at = start;
  while (at < script.length && !ends.test(script.charAt(at))) {
    const c = script.charAt(at);
    if (c === "'") {
      const close = closed(script, at + 1, "'");
      text += script.slice(at + 1, close);
      at = close + 1;
    } else if (c === '"' || c === '`') {
      const close = closed(script, at + 1, c);
      text += c === '"' ? script.slice(at + 1, close) : script.slice(at, close + 1);
      at = close + 1;
    } else if (c === '$' && script.charAt(at + 1) === '(') {
      const close = closedBracket(script, at + 1);
      text += script.slice(at, close + 1);
      at = close + 1;
    } else if (c === '\\') {
      text += script.slice(at + 1, at + 2);
      at += 2;
    } else {
      text += c;
      at++;
    }
  }
  // What nobody begins a word with, as a bracket in a pattern of `case`.
  return at === start
    ? { text: script.charAt(at), start, end: at + 1 }
    : { text, start, end: Math.min(at, script.length) };
}

function closed(script: string, from: number, quote: string): number {
  let at = from;
  while (at < script.length && script.charAt(at) !== quote) at += quote !== "'" && script.charAt(at) === '\\' ? 2 : 1;
  return Math.min(at, script.length);
}

function closedBracket(script: string, open: number): number {
  let depth = 0;
  for (let at = open; at < script.length; at++) {
    if (script.charAt(at) === '(') depth++;
    if (script.charAt(at) === ')' && --depth === 0) return at;
  }
  return script.length;
}
