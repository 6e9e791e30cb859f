/** Where a text holds what nobody else should read. */
import { isEnvName, parseEnvFile } from '../../codec/env-file/index.ts';
import { encodeBytes } from '../../codec/unit/index.ts';
import type { Range } from '../../core/diagnostic.ts';
import { isSecret } from '../../core/secrets/is-secret.ts';
import { tokenRanges } from '../../core/secrets/secret-values.ts';
import type { Syntax } from '../model.ts';

/** In order, without overlaps. Quotes around a value are not part of it. */
export function secretRanges(text: string, syntax: Syntax): Range[] {
  const found = [
    ...patternRanges(text),
    ...tokenRanges(text),
    ...namedRanges(text),
    ...(syntax === 'env-file' ? variableRanges(text) : []),
  ];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.reduce<Range[]>((kept, range) => {
    const last = kept.at(-1);
    if (last === undefined || range.start >= last.end) kept.push(range);
    else if (range.end > last.end) kept[kept.length - 1] = { start: last.start, end: range.end };
    return kept;
  }, []);
}

/** What stands in the group `secret`. */
const patterns: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----(?<secret>[\s\S]*?)(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$(?![\s\S]))/dg,
  /\b[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:(?<secret>[^/\s@]+)@/dgi,
  // docker's config.json
  /"auth"\s*:\s*"(?<secret>[A-Za-z0-9+/=]{8,})"/dg,
  /^[ \t]*SetCredential(?:Encrypted)?[ \t]*=[^:\n]*:(?<secret>(?:\\\n|[^\n])+)/dgm,
];

function patternRanges(text: string): Range[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices }) => {
      const [start, end] = indices?.groups?.secret ?? [];
      return start === undefined || end === undefined ? [] : [{ start, end }];
    }),
  );
}

/** A name, and what stands between it and its value: `--token=`, `--token \`, `"password": `, `"name": "TOKEN", "value": `. */
const names =
  /"name"\s*:\s*"(?<object>[^"\n]*)"\s*,\s*"value"\s*:\s*|(?<flag>--?[A-Za-z][\w.-]*)(?:[ \t]*\\\n\s*|[ \t]+)|(?<name>[A-Za-z][\w.-]*)["']?[ \t]*[=:][ \t]*/g;

function namedRanges(text: string): Range[] {
  const found: Range[] = [];
  names.lastIndex = 0;
  for (let match = names.exec(text); match !== null; match = names.exec(text)) {
    const { object, flag, name } = match.groups ?? {};
    const at = names.lastIndex;
    const around = name === undefined ? '' : quoteAround(text, match.index, name);
    const range = upToFlag(text, match.index, valueAt(text, at, around));
    const value = text.slice(range.start, range.end);
    if (flag !== undefined && value.startsWith('-')) continue;
    if (!isSecret({ name: object ?? flag ?? name ?? '', text: value })) continue;
    found.push(range);
    names.lastIndex = Math.max(range.end, at);
  }
  return found;
}

/** Of several flags in one pair of quotes each has its own value. */
function upToFlag(text: string, index: number, range: Range): Range {
  const next = text[index - 1] === '-' ? text.slice(range.start, range.end).search(/\s--?[A-Za-z]/) : -1;
  return next === -1 ? range : { start: range.start, end: range.start + next };
}

/** The quote that an assignment stands in: `"NAME=a b"`, `'--token=a b'`; none where the name has quotes of its own. */
function quoteAround(text: string, index: number, name: string): string {
  if (/["']/.test(text[index + name.length] ?? '')) return '';
  const before = text.slice(0, index).replace(/-{1,2}$/, '');
  return /["']$/.exec(before)?.[0] ?? '';
}

const quoted = { '"': /(?:[^"\\]|\\[\s\S])*/y, "'": /(?:[^'\\]|\\[\s\S])*/y };
const bare = /(?:\\[\s\S]|[^\s\\])*/y;

function valueAt(text: string, index: number, around: string): Range {
  const quote = text[index];
  const inside = around === '"' || around === "'" ? around : quote === '"' || quote === "'" ? quote : undefined;
  const start = inside !== undefined && around === '' ? index + 1 : index;
  const pattern = inside === undefined ? bare : quoted[inside];
  pattern.lastIndex = start;
  const value = pattern.exec(text)?.[0] ?? '';
  // What ends a list of JSON or YAML, or a quote that began further in front.
  return { start, end: start + (inside === undefined ? value.replace(/["',;)\]}]+$/, '') : value).length };
}

/** Without quotes a value has all the blanks of its line. */
function variableRanges(text: string): Range[] {
  return parseEnvFile(encodeBytes(text)).entries.flatMap((entry) => {
    if (entry.kind !== 'assignment' || !isEnvName(entry.name) || !isSecret({ name: entry.name, text: entry.value })) {
      return [];
    }
    const { start, end } = entry.valueRange;
    const isQuoted = /^(["'])[^"']*\1$/.test(text.slice(start, end));
    return [isQuoted ? { start: start + 1, end: end - 1 } : { start, end }];
  });
}
