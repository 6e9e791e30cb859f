import type { ErrorCode, YAMLParseError } from 'yaml';
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';

/** The parser's errors in our words; what is not here is said as the parser says it. */
const words: Partial<Record<ErrorCode, { readonly message: string; readonly help: string }>> = {
  TAB_AS_INDENT: { message: 'a tab cannot indent a line', help: 'indent with spaces' },
  BAD_DQ_ESCAPE: {
    message: 'the backslash escape is not one of YAML',
    help: 'double the backslash, or write the text in single quotes',
  },
  BAD_SCALAR_START: { message: 'a plain value cannot start with this character', help: 'write the value in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second `: ` stands on this line',
    help: 'write the value in quotes, or start the inner map on a line of its own',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'a key has no `:` on its line',
    help: 'put `:` after the key, or indent the line if it continues a value',
  },
  KEY_OVER_1024_CHARS: { message: 'the key is longer than 1024 characters', help: 'shorten it; is a `,` missing?' },
  MULTIPLE_ANCHORS: { message: 'a value has more than one anchor', help: 'keep one of them' },
  ALIAS_PROPS: { message: 'an alias cannot have an anchor or a tag', help: 'remove the anchor or the tag' },
};

export function syntaxDiagnostic(file: string, text: string, error: YAMLParseError): Diagnostic {
  const start = Math.min(error.pos[0], text.length);
  const range = { start, end: Math.max(start, Math.min(error.pos[1], text.length)) };
  const known = words[error.code];
  if (known !== undefined) return diagnostic('UC002', { ...known, file, range });
  return diagnostic('UC002', { message: parserWords(error.message), file, range });
}

/** `Flow sequence in block collection must …` → `flow sequence in block collection must …`, on one line. */
function parserWords(message: string): string {
  const line = (message.split('\n')[0] ?? '').slice(0, 160);
  return line.charAt(0).toLowerCase() + line.slice(1);
}
