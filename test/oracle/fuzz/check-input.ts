/** What has to hold of every input, however broken. */
import { type DirectiveTable, decodeBytes, encodeBytes, parseUnit, printUnit } from '../../../src/codec/unit/index.ts';
import { lint } from '../../../src/lint/lint.ts';
import { bytesInJson } from '../../../src/report/bytes-in-json.ts';
import { unitFileName } from '../../../src/systemd/unit-file-name.ts';
import { type EntryRecord, readUnitRecord, type UnitRecord } from '../../../src/systemd/unit-record.ts';
import type { FuzzInput } from './unit-input.ts';

const states = ['loaded', 'masked', 'error', 'bad-setting'];

export interface FuzzTables {
  readonly directives: DirectiveTable;
  /** The tables of the package, for the linter; without them it does not read the input. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Undefined where all is well; else what is not. Throws what the code throws. */
export function problemOf({ path, bytes }: FuzzInput, { directives, data }: FuzzTables): string | undefined {
  const document = parseUnit(bytes);
  if (!same(printUnit(document), bytes)) return 'it is not printed as it was read';
  const file = unitFileName(path);
  if (file === undefined) return 'its path is no unit';
  const record = readUnitRecord(bytes, file, { directives, systemd: 252, path });
  const expanded = readUnitRecord(bytes, file, { directives, path, expand: true });
  if (!states.includes(record.loadState) || !states.includes(expanded.loadState)) return 'its load state is none';
  const entries = record.sections.flatMap((section) => section.entries);
  if (entries.length !== document.assignments.length) return 'an assignment is lost';
  if (data !== undefined)
    lint([{ prefix: '', entries: new Map([[path, { type: 'file', read: () => bytes }]]), named: true }], { data });
  return misplaced(entries, bytes) ?? unserialized(record) ?? unserialized(expanded);
}

/** The key stands at its line and column, and the raw value is a part of the text. */
function misplaced(entries: readonly EntryRecord[], bytes: Uint8Array): string | undefined {
  const text = decodeBytes(bytes);
  const { lines } = parseUnit(bytes);
  for (const { key, raw, line, column } of entries) {
    const start = (lines[line - 1]?.offset ?? 0) + column - 1;
    // A key that a continuation joined stands there with its first line.
    const first = key.split(/ /)[0] ?? '';
    if (!text.startsWith(first, start)) return `\`${key}\` does not stand at ${line}:${column}`;
    if (!text.includes(raw)) return `the raw value of \`${key}\` is not in the text`;
  }
  return undefined;
}

function unserialized(record: UnitRecord): string | undefined {
  const json = JSON.stringify(bytesInJson(record));
  if (encodeBytes(json).includes(0xff)) return 'its JSON is not UTF-8';
  const read: unknown = JSON.parse(json);
  return JSON.stringify(read) === json ? undefined : 'its JSON does not read back';
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
