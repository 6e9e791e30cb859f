/** A unit file as plain data: what stands in it, and what systemd makes of it. */
import {
  type Assignment,
  type Directive,
  type DirectiveTable,
  type EffectiveSettings,
  effectiveSettings,
  expandKnown,
  failureOf,
  isQuotingMode,
  lookupDirective,
  parseCommandLine,
  parseUnit,
  type SpecifierTable,
  splitWords,
  type UnitDocument,
} from '../codec/unit/index.ts';
import { type CommandRecord, commandRecord } from './command-record.ts';
import { fileSpecifiers } from './file-specifiers.ts';
import { judgeFor } from './judge.ts';
import type { Refusal } from './refusal/index.ts';
import { refusalOfSettings } from './refusal/of-settings.ts';
import type { UnitFileName } from './unit-file-name.ts';

export interface EntryRecord {
  readonly key: string;
  /** As it stands in the file, over continued lines and comments between them. */
  readonly raw: string;
  /** Lines joined, outer blanks cut; quotes and escapes as written. */
  readonly value: string;
  /** Of a key that systemd splits into words: without quotes and escapes. */
  readonly words?: readonly string[];
  /** Of a command line. */
  readonly commands?: readonly CommandRecord[];
  /** Of the key: 1-based, columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

export interface SectionRecord {
  readonly name: string;
  readonly entries: readonly EntryRecord[];
}

export interface EffectiveRecord {
  readonly values: readonly string[];
  readonly commands?: readonly CommandRecord[];
}

export interface UnitRecord {
  /** As `systemctl show -P LoadState` says. */
  readonly loadState: 'loaded' | 'masked' | 'error' | 'bad-setting';
  /** Each header of the file, in order; names may repeat. */
  readonly sections: readonly SectionRecord[];
  /** By `Section.Key`, in the order in which they first stand: only what systemd knows and takes. */
  readonly effective: Readonly<Record<string, EffectiveRecord>>;
  /** Where no line is at fault, but the unit as a whole. */
  readonly refusal?: Refusal;
}

export interface UnitRecordOptions {
  readonly directives: DirectiveTable;
  /** Major version of systemd; the newest without it, and then nothing is too new or too old. */
  readonly systemd?: number;
  /** Absolute path of the file, for `%y` and `%Y`. */
  readonly path?: string;
  /** Expand what the name and the path of the file settle. */
  readonly expand?: boolean;
}

/** Pure, and never throws for what stands in the file. A template is read as its instances are. */
export function readUnitRecord(bytes: Uint8Array, file: UnitFileName, options: UnitRecordOptions): UnitRecord {
  const document = parseUnit(bytes);
  const known = fileSpecifiers(file, options.path);
  const judge = judgeFor(file.type, options.systemd, known);
  const settings = effectiveSettings([document], options.directives, file.type, judge);
  const describe = new Describer(options.expand === true ? known : undefined);
  const { unit } = file;
  const refusal =
    file.isDropIn || unit === undefined ? undefined : refusalOfSettings([unit.name], settings, known, options.systemd);
  const loadState = bytes.length === 0 ? 'masked' : stateOf(document, settings, file, refusal);
  return {
    loadState,
    sections: sectionsOf(document, (assignment) => {
      const { section, key } = assignment;
      return describe.entry(assignment, document, lookupDirective(options.directives, section, key, file.type));
    }),
    effective: describe.effective(settings),
    ...(refusal !== undefined && loadState === refusal.loadState ? { refusal } : {}),
  };
}

function stateOf(
  document: UnitDocument,
  { fatal }: EffectiveSettings,
  { type, isDropIn }: UnitFileName,
  refusal: Refusal | undefined,
): UnitRecord['loadState'] {
  // Assignments end where systemd reads no further, so a fatal one comes before what makes the file fail.
  if (fatal.length > 0) return 'bad-setting';
  if (failureOf(document) !== undefined) return 'error';
  // Scopes are made by programs; a file of one is not even looked at.
  if (type === 'scope' && !isDropIn) return 'error';
  return refusal?.loadState ?? 'loaded';
}

function sectionsOf(document: UnitDocument, entry: (assignment: Assignment) => EntryRecord): SectionRecord[] {
  const { sections, assignments } = document;
  let at = 0;
  return sections.map(({ name }, index) => {
    const end = sections[index + 1]?.range.start ?? Number.POSITIVE_INFINITY;
    const entries: EntryRecord[] = [];
    for (let next = assignments[at]; next !== undefined && next.keyRange.start < end; next = assignments[at]) {
      entries.push(entry(next));
      at++;
    }
    return { name, entries };
  });
}

class Describer {
  readonly #table: SpecifierTable | undefined;
  readonly #lines = new Map<string, CommandRecord[]>();
  readonly #texts = new Map<UnitDocument, string>();

  constructor(table: SpecifierTable | undefined) {
    this.#table = table;
  }

  entry(assignment: Assignment, document: UnitDocument, directive: Directive | undefined): EntryRecord {
    const { key, value, valueRange, keyAt } = assignment;
    const raw = this.#text(document).slice(valueRange.start, valueRange.end);
    const commands = directive?.type === 'commandLine' ? { commands: this.#commands(value) } : {};
    const words = commands.commands === undefined ? this.#words(value, directive) : {};
    return { key, raw, value, ...words, ...commands, line: keyAt.line, column: keyAt.column };
  }

  effective({ sections }: EffectiveSettings): Record<string, EffectiveRecord> {
    const records: Record<string, EffectiveRecord> = {};
    for (const [section, keys] of sections) {
      for (const [key, { directive, values }] of keys) {
        if (values.length === 0) continue;
        const written = values.map(({ value }) => value);
        const isCommand = directive.type === 'commandLine';
        records[`${section}.${key}`] = {
          values: written.map((value) => (isWhole(directive) ? this.#expanded(value) : value)),
          ...(isCommand ? { commands: written.flatMap((value) => this.#commands(value)) } : {}),
        };
      }
    }
    return records;
  }

  /** An effective line stands among the entries too. */
  #commands(value: string): CommandRecord[] {
    const known = this.#lines.get(value);
    if (known !== undefined) return known;
    const commands = parseCommandLine(value).commands.map((command) => commandRecord(command, this.#table));
    this.#lines.set(value, commands);
    return commands;
  }

  #words(value: string, directive: Directive | undefined): { words?: readonly string[] } {
    const quoting = directive?.quoting;
    if (quoting === undefined || quoting === 'cunescape') return {};
    const { words } = splitWords(value, isQuotingMode(quoting) ? quoting : 'unquote+retain-escape');
    const expands = directive?.specifiers === 'full' || directive?.specifiers === 'unit-name';
    return { words: words.map(({ text }) => (expands ? this.#expanded(text) : text)) };
  }

  #expanded(text: string): string {
    return this.#table === undefined ? text : expandKnown(text, this.#table);
  }

  #text(document: UnitDocument): string {
    const text = this.#texts.get(document) ?? document.lines.map((line) => line.text + line.end).join('');
    this.#texts.set(document, text);
    return text;
  }
}

/** Expanding in a value that is split into words would move the borders of its words. */
function isWhole({ quoting, specifiers }: Directive): boolean {
  return quoting === undefined && (specifiers === 'full' || specifiers === 'unit-name');
}
