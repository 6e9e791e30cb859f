import { decodeBytes } from '../unit/bytes.ts';
import { specifiersIn } from '../unit/expand-specifiers.ts';
import { isSeparator, skipSeparators } from '../unit/extract-word.ts';
import { physicalLines } from '../unit/physical-lines.ts';
import { isAge } from './age.ts';
import { argumentKind, argumentNeeded, hasKnownModifiers, isMode } from './line-types.ts';
import { splitFields, unescapeArgument } from './split-fields.ts';
import { type TmpfilesDialect, type TmpfilesOptions, tmpfilesDialect } from './tmpfiles-dialect.ts';
import type {
  TmpfilesDocument,
  TmpfilesEntryLine,
  TmpfilesField,
  TmpfilesFieldName,
  TmpfilesProblem,
  TmpfilesProblemKind,
} from './tmpfiles-document.ts';

type ReportLine = (kind: TmpfilesProblemKind, start: number, end: number) => void;
type Fields = Partial<Record<TmpfilesFieldName, TmpfilesField>>;

const fieldNames = ['type', 'path', 'mode', 'user', 'group', 'age'] as const;
/** The specifiers of tmpfiles.d(5) "Specifiers". */
const specifier = /^%[aAbBCghHlLmMoStTuUvVwWG]$/;

/** Reads any bytes; a line that systemd-tmpfiles would skip is a problem in the result, never an exception. */
export function parseTmpfiles(bytes: Uint8Array, options: TmpfilesOptions = {}): TmpfilesDocument {
  const dialect = tmpfilesDialect(options);
  const problems: TmpfilesProblem[] = [];
  const lines = physicalLines(decodeBytes(bytes)).map(({ text, end, offset }) => {
    const report: ReportLine = (kind, from, to) => {
      const loses = kind === 'argument-ignored' ? 'nothing' : 'line';
      problems.push({ kind, loses, range: { start: offset + from, end: offset + to } });
    };
    return readLine(text, text + end, offset, dialect, report);
  });
  return { lines, problems };
}

function readLine(
  text: string,
  raw: string,
  offset: number,
  dialect: TmpfilesDialect,
  report: ReportLine,
): TmpfilesEntryLine {
  const start = skipSeparators(text, 0);
  if (start === text.length) return { kind: 'blank', raw, offset };
  if (text[start] === '#') return { kind: 'comment', raw, offset };
  let end = text.length;
  while (isSeparator(text[end - 1])) end--;
  const split = splitFields(text, start, end, dialect);
  if (!split.ok) {
    report(split.kind, split.start, end);
    return { kind: 'unread', raw, offset };
  }
  const fields: Fields = {};
  for (const [index, word] of split.words.entries()) {
    const name = fieldNames[index];
    const none = index >= 2 && (word.text === '' || word.text === '-');
    if (name === undefined || none) continue;
    fields[name] = { value: word.text, range: { start: offset + word.start, end: offset + word.end } };
  }
  if (split.words.length < 2) report('fields', start, end);
  const type = fields.type?.value ?? '';
  if (split.argument !== undefined) {
    const { text: written, start: from } = split.argument;
    const value = argumentValue(written, type, dialect);
    if (value === undefined) report('escape', from, end);
    // A written `-` is no argument, an escaped one is.
    else if (written !== '-') fields.argument = { value, range: { start: offset + from, end: offset + end } };
  }
  check(fields, split.words[0] ?? { start, end }, offset, report);
  return { kind: 'entry', raw, offset, fields };
}

function argumentValue(written: string, type: string, dialect: TmpfilesDialect): string | undefined {
  // Before 220 one pair of double quotes around all of it went.
  const bare = dialect.words === undefined ? written.replace(/^"(.*)"$/s, '$1') : written;
  const kind = argumentKind(type);
  const escapes = kind === 'text' || (kind === 'path' && dialect.words !== undefined);
  return escapes && !type.includes('~') ? unescapeArgument(bare) : bare;
}

/** What parse_line() of src/tmpfiles/tmpfiles.c refuses, as far as it does not depend on the host. */
function check(fields: Fields, typeWord: { start: number; end: number }, offset: number, report: ReportLine): void {
  const at = (kind: TmpfilesProblemKind, { range }: TmpfilesField): void =>
    report(kind, range.start - offset, range.end - offset);
  const { type, path, mode, age, argument } = fields;
  const kind = argumentKind(type?.value ?? '');
  if (kind === undefined) report('type', typeWord.start, typeWord.end);
  else if (!hasKnownModifiers(type?.value ?? '')) report('modifier', typeWord.start, typeWord.end);
  if (path !== undefined && !/^(\/|%[A-Za-z])/.test(path.value)) at('relative-path', path);
  // An escaped blank in front of the digits is skipped: safe_atou_full() of src/basic/parse-util.c.
  if (mode !== undefined && !isMode(mode.value.replace(/^([:~]*)[ \t\n\r]+/, '$1'))) at('mode', mode);
  if (age !== undefined && !isAge(age.value)) at('age', age);
  const expanded = [path, kind === 'raw' || type?.value.includes('~') === true ? undefined : argument];
  for (const field of expanded) {
    if (field !== undefined && specifiersIn(field.value).some((name) => !specifier.test(name))) {
      at('specifier', field);
    }
  }
  if (kind === 'none' && argument !== undefined) at('argument-ignored', argument);
  if (argument === undefined && argumentNeeded(type?.value ?? '')) {
    report('argument-missing', typeWord.start, typeWord.end);
  }
}
