/**
 * How systemd 219 (CentOS 7) reads what we print, rewritten from its split(), config_parse_exec(),
 * config_parse_environ() and replace_env_argv(): quotes count only around a whole word, a quoted `;` still
 * separates commands, and a word that begins with `$$` vanishes. It judges printed text only, so escapes
 * that we never print are an error here.
 */

const blanks = ' \t\n\r';

/** The words as written, without their quotes; undefined where 219 finds garbage. */
function split(value: string): string[] | undefined {
  const words: string[] = [];
  for (let at = 0; ; ) {
    while (at < value.length && blanks.includes(value.charAt(at))) at++;
    if (at >= value.length) return words;
    const quote = value.charAt(at);
    const quoted = quote === '"' || quote === "'";
    const start = quoted ? at + 1 : at;
    const end = until(value, start, quoted ? quote : blanks);
    if (quoted && value[end] !== quote) return undefined;
    at = quoted ? end + 1 : end;
    if (at < value.length && !blanks.includes(value.charAt(at))) return undefined;
    words.push(value.slice(start, end));
  }
}

function until(value: string, start: number, stops: string): number {
  let at = start;
  while (at < value.length && !stops.includes(value.charAt(at))) at += value[at] === '\\' ? 2 : 1;
  return at;
}

function unescape219(word: string): string {
  const bytes = new TextEncoder().encode(word);
  const out: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x5c) {
      out.push(bytes[i] ?? 0);
      continue;
    }
    const letter = String.fromCharCode(bytes[++i] ?? 0);
    const plain = { n: 10, t: 9, r: 13, '"': 34, '\\': 92 }[letter];
    if (plain !== undefined) out.push(plain);
    else if (letter === 'x') {
      out.push(Number.parseInt(String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0), 16));
      i += 2;
    } else throw new Error(`an escape that 219 was not asked about: \\${letter}`);
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(out));
}

function specifiers(text: string): string {
  return text.replace(/%(.)/gs, (written, letter: string) => (letter === '%' ? '%' : `<${written}>`));
}

/** The argv of the one command of the line; undefined for none or several. Variables are all unset. */
export function execOn219(value: string): string[] | undefined {
  const words = split(value);
  if (words === undefined || words.slice(1).includes(';')) return undefined;
  const argv = words.map((word) => unescape219(word === '\\;' ? ';' : word));
  return argv.map(specifiers).flatMap((word) => {
    if (word.startsWith('$') && word[1] !== '{') return [];
    return [word.replace(/\$(\$|\{[^}]*\})/g, (_all, what: string) => (what === '$' ? '$' : ''))];
  });
}

/** The assignments of an Environment= line that 219 takes. */
export function environmentOn219(value: string): string[] | undefined {
  return split(specifiers(value))
    ?.map(unescape219)
    .filter((word) => /^[A-Za-z_][A-Za-z0-9_]*=/.test(word) && !/[^\P{Cc}\t]/u.test(word));
}

/** The words of an unbraced variable: unquote_first_word() with UNQUOTE_RELAX, where quotes count anywhere. */
export function variableOn219(value: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === '\\') word = (word ?? '') + value.charAt(++at);
    else if (quote !== '' && character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (quote === '' && blanks.includes(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  return word === undefined ? words : [...words, word];
}
