/** What is left of all assignments of a unit file and its drop-ins, in one walk over them. */
import { type Directive, type DirectiveTable, lookupDirective } from './directive.ts';
import type { Assignment, UnitDocument } from './document.ts';
import type { EffectiveValue } from './effective-values.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { sharedStorage } from './shared-storage.ts';

export interface EffectiveSetting {
  readonly directive: Directive;
  /** In order; empty where `reset` has the last word. */
  readonly values: readonly EffectiveValue[];
  /** The empty assignment that cleared the key, and with it those that share its storage, where no value followed. */
  readonly reset?: EffectiveValue;
}

export interface EffectiveSettings {
  /** Section, then key: only what the table knows for the type of the unit. */
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, EffectiveSetting>>;
  /** Assignments to keys and in sections that begin with `X-`: systemd leaves them to other programs. */
  readonly extensions: readonly EffectiveValue[];
  /** Assignments that systemd refuses; in the unit file itself the unit fails, of a drop-in the rest is lost. */
  readonly fatal: readonly EffectiveValue[];
}

/**
 * What systemd does with an assignment: `ignored` leaves what was there before. Of a fatal one `kept` says what
 * of the value stays all the same; else that are the commands in front of the one that cannot be read.
 */
export type Verdict = 'taken' | 'ignored' | 'fatal' | { readonly kept: string };
export type Judge = (directive: Directive, assignment: Assignment) => Verdict;

/**
 * For each key what effectiveValues() gives for it alone. `judge` says which values systemd takes; without it
 * all are. Each document is read up to its first fatal problem or value.
 */
export function effectiveSettings(
  documents: readonly UnitDocument[],
  table: DirectiveTable,
  unitType: string,
  judge: Judge = () => 'taken',
): EffectiveSettings {
  const walk = new Walk(table, unitType, judge);
  for (const [index, document] of documents.entries()) {
    for (const assignment of document.assignments) if (!walk.take(assignment, index)) break;
  }
  return { sections: walk.sections, extensions: walk.extensions, fatal: walk.fatal };
}

interface State {
  readonly directive: Directive;
  readonly storage: Storage;
  values: EffectiveValue[];
  reset?: EffectiveValue;
}

interface Storage {
  readonly replaces: boolean;
  readonly members: State[];
}

class Walk {
  readonly sections = new Map<string, Map<string, State>>();
  readonly extensions: EffectiveValue[] = [];
  readonly fatal: EffectiveValue[] = [];
  readonly #storages = new Map<string, Storage>();
  readonly #table: DirectiveTable;
  readonly #unitType: string;
  readonly #judge: Judge;

  constructor(table: DirectiveTable, unitType: string, judge: Judge) {
    this.#table = table;
    this.#unitType = unitType;
    this.#judge = judge;
  }

  /** False where systemd reads no further. */
  take(assignment: Assignment, document: number): boolean {
    const directive = lookupDirective(this.#table, assignment.section, assignment.key, this.#unitType);
    const entry = { value: assignment.value, assignment, document };
    if (directive === undefined) {
      if (this.#isExtension(assignment)) this.extensions.push(entry);
      return true;
    }
    const verdict = this.#judge(directive, assignment);
    if (verdict === 'taken') this.#put(this.#state(assignment, directive), entry);
    if (verdict === 'taken' || verdict === 'ignored') return true;
    this.fatal.push(entry);
    const value = verdict === 'fatal' ? commandsBefore(directive, assignment.value) : verdict.kept;
    if (value !== '') this.#put(this.#state(assignment, directive), { ...entry, value });
    return false;
  }

  #isExtension({ section, key }: Assignment): boolean {
    if (section.startsWith('X-')) return true;
    return key.startsWith('X-') && this.#table.sectionsByUnitType[this.#unitType]?.includes(section) === true;
  }

  #state({ section, key }: Assignment, directive: Directive): State {
    const keys = this.sections.get(section) ?? new Map<string, State>();
    this.sections.set(section, keys);
    const known = keys.get(key);
    if (known !== undefined) return known;
    const { id, replaces } = sharedStorage(section, key);
    const storage = this.#storages.get(id) ?? { replaces, members: [] };
    this.#storages.set(id, storage);
    const state: State = { directive, storage, values: [] };
    storage.members.push(state);
    keys.set(key, state);
    return state;
  }

  #put(state: State, entry: EffectiveValue): void {
    const { directive, storage } = state;
    if (entry.value === '') {
      if (directive.empty !== 'reset') return;
      for (const member of storage.members) clear(member);
      // Here empty is a value: no capability at all, from which a later `~` takes away.
      if (directive.name === 'CapabilityBoundingSet') state.values.push(entry);
      else state.reset = entry;
      return;
    }
    for (const member of storage.members) {
      delete member.reset;
      if (storage.replaces && member !== state) member.values = [];
    }
    // What a release takes out of service kept accumulating in the ones before.
    if (directive.list || directive.type === 'removed') state.values.push(entry);
    else state.values = [entry];
  }
}

function clear(state: State): void {
  state.values = [];
  delete state.reset;
}

/** Of a command line that is refused, systemd keeps the commands in front of the one that it cannot read. */
function commandsBefore(directive: Directive, value: string): string {
  if (directive.type !== 'commandLine') return '';
  return value.slice(0, parseCommandLine(value).commands.at(-1)?.words.at(-1)?.end ?? 0);
}
