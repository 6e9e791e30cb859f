import type { Range } from '../../core/diagnostic.ts';
import { decodeBytes } from '../unit/bytes.ts';
import { isEnvName } from './env-assignment.ts';
import { type EnvOptions, envDialect } from './env-dialect.ts';
import type { EnvAssignment, EnvDocument, EnvEntry, EnvProblem, EnvProblemKind } from './env-document.ts';
import { EnvScanner, isBlank, isLineEnd } from './env-scanner.ts';

/** What systemd counts as invalid UTF-8: bytes that are none, and noncharacters (unichar_is_valid() of src/basic/utf8.c). */
const notUtf8 = /[\p{Surrogate}\p{Noncharacter_Code_Point}]/u;

/** An odd number of backslashes before a line end; of CR LF an older systemd eats the CR and ends at the LF. */
const continued = /(?<!\\)(?:\\\\)*\\(?:\n|\r(?!\n))/;

const loses: Readonly<Record<EnvProblemKind, EnvProblem['loses']>> = {
  nul: 'file',
  'not-utf8': 'file',
  'no-equals': 'line',
  name: 'line',
  'open-quote': 'nothing',
  'dropped-blanks': 'nothing',
  'comment-continued': 'nothing',
};

/** Reads any bytes; what systemd would not take is a problem in the result, never an exception. */
export function parseEnvFile(bytes: Uint8Array, options: EnvOptions = {}): EnvDocument {
  const text = decodeBytes(bytes);
  const entries: EnvEntry[] = [];
  const problems: EnvProblem[] = [];
  const report = (kind: EnvProblemKind, range: Range): void => {
    problems.push({ kind, loses: loses[kind], range });
  };
  const scanner = new EnvScanner(envDialect(options));
  const nul = text.indexOf('\0');
  const end = nul === -1 ? text.length : nul;
  let start = 0;
  for (let at = 0; at < end; ) {
    const c = text.charAt(at++);
    if (!(isLineEnd(c) && scanner.endsAtLineEnd)) {
      scanner.step(c);
      continue;
    }
    if (c === '\r' && text[at] === '\n') at++;
    entries.push(finish(scanner, text.slice(start, at), start, report));
    scanner.startLine();
    start = at;
  }
  if (start < end) entries.push(finish(scanner, text.slice(start, end), start, report));
  if (nul !== -1) {
    entries.push({ kind: 'unread', raw: text.slice(nul), offset: nul });
    report('nul', { start: nul, end: nul + 1 });
  }
  return { entries, problems };
}

type ReportEnv = (kind: EnvProblemKind, range: Range) => void;

function finish(scanner: EnvScanner, raw: string, offset: number, report: ReportEnv): EnvEntry {
  const kind = scanner.finishes;
  if (kind === 'assignment') return assignment(scanner, raw, offset, report);
  const whole = inner(raw, 0, raw.length, offset);
  if (kind === 'text') report('no-equals', whole);
  if (kind === 'comment' && continued.test(raw)) report('comment-continued', whole);
  return { kind, raw, offset };
}

function assignment(scanner: EnvScanner, raw: string, offset: number, report: ReportEnv): EnvAssignment {
  // A name may begin with `=` itself: systemd looks for the sign from the second character on.
  const first = raw.search(/[^ \t\r\n]/);
  const equals = raw.indexOf('=', first + 1);
  const nameRange = inner(raw, first, equals, offset);
  const valueRange = inner(raw, equals + 1, raw.length, offset);
  const { name, value } = scanner;
  if (notUtf8.test(name) || notUtf8.test(value)) {
    report('not-utf8', { start: nameRange.start, end: valueRange.end });
  } else if (!isEnvName(name)) report('name', nameRange);
  if (scanner.inQuotes) report('open-quote', valueRange);
  if (scanner.droppedBlanks) report('dropped-blanks', valueRange);
  return { kind: 'assignment', raw, offset, name, value, nameRange, valueRange };
}

/** The range of `raw` from `start` to `end` without its outer blanks. */
function inner(raw: string, start: number, end: number, offset: number): Range {
  let from = start;
  let to = end;
  while (from < to && isBlank(raw.charAt(from))) from++;
  while (to > from && isBlank(raw.charAt(to - 1))) to--;
  return { start: offset + from, end: offset + to };
}
