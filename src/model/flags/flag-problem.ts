/** What there is to say of a flag at a version, in words. */
import type { DiagnosticDetails } from '../../core/diagnostic.ts';
import { tick } from '../../spec/wording.ts';
import type { FlagRow, FlagTable } from './flag-row.ts';
import { type FlagState, flagState, isTaken, type Unproven } from './flag-state.ts';
import type { FlagTables } from './flag-tables.ts';
import { predecessor, successor } from './successor.ts';

export interface FlagQuestion {
  readonly table: FlagTable;
  readonly name: string;
  readonly version: string;
  /** Of all components: an unknown flag may be another one's. */
  readonly tables: FlagTables;
}

export interface FlagProblem {
  readonly code: 'UC130' | 'UC131' | 'UC132' | 'UC133' | 'UC134' | 'UC135';
  readonly details: DiagnosticDetails;
}

/** Undefined for a flag that the program takes and acts on. */
export function flagProblem(question: FlagQuestion): FlagProblem | undefined {
  const { table, name, version } = question;
  const state = flagState(table, name, version);
  const program = `\`${table.component}\` ${version}`;
  const flag = tick(name);
  switch (state.kind) {
    case 'known':
      return undefined;
    case 'unknown':
      return { code: 'UC130', details: { message: `${program} has no flag ${flag}`, ...unknownHelp(question, state) } };
    case 'removed':
      return {
        code: 'UC131',
        details: {
          message: `${program} does not take ${flag} any more`,
          label: `gone since ${state.since}`,
          help: instead(table, state.row, version) ?? 'take it away',
        },
      };
    case 'not-yet':
      return { code: 'UC132', details: notYet(question, state) };
    case 'deprecated':
      return {
        code: 'UC133',
        details: {
          message: `${flag} of \`${table.component}\` is deprecated since ${state.since}`,
          ...(state.lastSeen !== undefined && { label: `last seen in ${state.lastSeen}` }),
          ...helpOf(instead(table, state.row, version)),
        },
      };
    case 'no-effect':
      return {
        code: 'UC134',
        details: {
          message: `${program} ignores ${flag}`,
          ...(state.since !== '0' && { label: `without effect since ${state.since}` }),
          ...helpOf(instead(table, state.row, version)),
        },
      };
    case 'unproven':
      return { code: 'UC135', details: { message: `${program} may not take ${flag}`, why: whyUnproven(state.why) } };
  }
}

const helpOf = (help: string | undefined) => (help === undefined ? {} : { help });

/** What to write for a flag that is on its way out. */
function instead(table: FlagTable, row: FlagRow, version: string): string | undefined {
  const next = successor(table, row, version);
  if (next !== undefined && row.gate !== undefined) return `write \`${next}: ${row.gate}=true\` (or \`=false\`)`;
  if (next !== undefined) return `write \`${next}\``;
  if (!row.inFile || !isTaken(flagState(table, 'config', version))) return undefined;
  return `set it in the configuration file that \`config\` of \`${table.component}\` names`;
}

function notYet(
  { table, name, version }: FlagQuestion,
  { row, since }: FlagState & { kind: 'not-yet' },
): DiagnosticDetails {
  const older = predecessor(table, row, version);
  return {
    message: `\`${table.component}\` ${version} does not take ${tick(name)} yet`,
    label: `comes with ${since}`,
    help:
      older === undefined ? `take it away, or use ${since} or newer` : `write \`${older}\`, or use ${since} or newer`,
  };
}

function unknownHelp({ name, tables }: FlagQuestion, { nearest }: FlagState & { kind: 'unknown' }): { help?: string } {
  if (nearest !== undefined) return { help: `write \`${nearest}\`` };
  const others = tables.kinds.filter((kind) => {
    const other = tables.get(kind);
    return other?.rows.has(other.canonical(name));
  });
  const [first] = others;
  return first === undefined
    ? {}
    : { help: `take it away: it is a flag of ${others.map((kind) => `\`${kind}\``).join(', ')}` };
}

function whyUnproven(why: Unproven): string {
  switch (why.because) {
    case 'maybe-later':
      return `it is surely there from ${why.version} on, and no older list of flags is exact`;
    case 'maybe-removed':
      return why.version === undefined
        ? 'the release that dropped it is not known exactly'
        : `it is surely gone from ${why.version} on, and the release that dropped it is not known exactly`;
    case 'patch-unknown':
      return `it came with the patch release ${why.version}`;
    case 'last-seen':
      return `it is on no list of flags and was last seen in the source of ${why.version}`;
    case 'before-lists':
      return `the lists of flags that unitc knows begin with ${why.version}`;
    case 'beyond-lists':
      return `the lists of flags that unitc knows end with ${why.version}`;
    case 'doubtful':
      return 'it stands on a page of flags that is known to hold flags of other programs';
    case 'unlisted':
      return 'it is registered in the source and on no list of flags, as those for Windows are';
  }
}
