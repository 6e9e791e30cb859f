import type { YAMLParseError } from 'yaml';
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';

interface Words {
  /** Matched against `CODE message` of the parser. */
  readonly when: RegExp;
  readonly message: string;
  readonly help: string;
}

/** The parser's errors in our words; what is not here is said as the parser says it. */
const words: readonly Words[] = [
  { when: /^TAB_AS_INDENT /, message: 'a tab cannot indent a line', help: 'indent with spaces' },
  {
    when: /^BAD_DQ_ESCAPE /,
    message: 'the backslash escape is not one of YAML',
    help: 'double the backslash, or write the text in single quotes',
  },
  {
    when: /^BAD_SCALAR_START /,
    message: 'a plain value cannot start with this character',
    help: 'write the value in quotes',
  },
  {
    when: /^BLOCK_AS_IMPLICIT_KEY /,
    message: 'a second `: ` stands on this line',
    help: 'write the value in quotes, or start the inner map on a line of its own',
  },
  {
    when: /^MULTILINE_IMPLICIT_KEY /,
    message: 'a key has no `:` on its line',
    help: 'put `:` after the key, or indent the line if it continues a value',
  },
  {
    when: /^KEY_OVER_1024_CHARS /,
    message: 'the key is longer than 1024 characters',
    help: 'shorten it; is a `,` or a quote missing?',
  },
  { when: /^MULTIPLE_ANCHORS /, message: 'a value has more than one anchor', help: 'keep one of them' },
  { when: /^ALIAS_PROPS /, message: 'an alias cannot have an anchor or a tag', help: 'remove the anchor or the tag' },
  {
    when: /Missing closing .quote/,
    message: 'the quote that starts this text is not closed',
    help: 'end the text with the same quote; write a quote inside it twice, or as `\\"`',
  },
  { when: /Flow sequence .*end with a \]/, message: 'the list in brackets is not closed before this', help: 'add `]`' },
  { when: /Flow map .*end with a \}/, message: 'the map in braces is not closed before this', help: 'add `}`' },
  {
    when: /^(UNEXPECTED_TOKEN|IMPOSSIBLE) |All mapping items must start at the same column|All sequence items must start/,
    message: 'this does not belong to what stands before it',
    help: 'check the indentation of the line, and that each key has its `:`',
  },
];

export function syntaxDiagnostic(file: string, text: string, error: YAMLParseError): Diagnostic {
  const start = Math.min(error.pos[0], text.length);
  const range = { start, end: Math.max(start, Math.min(error.pos[1], text.length)) };
  const known = words.find(({ when }) => when.test(`${error.code} ${error.message}`));
  if (known === undefined) return diagnostic('UC002', { message: parserWords(error.message), file, range });
  return diagnostic('UC002', { message: known.message, help: known.help, file, range });
}

/** `Nested mappings are not allowed` → `nested mappings …`, on one line. */
function parserWords(message: string): string {
  const line = (message.split('\n')[0] ?? '').slice(0, 160);
  return line.charAt(0).toLowerCase() + line.slice(1);
}
