/** What a service's file says to our codec, in the terms of systemd's dump. */
import {
  effectiveValues,
  expandSpecifiers,
  failureOf,
  parseCommandLine,
  parseEnvironment,
  parseUnit,
  type SpecifierTable,
  splitWords,
  type UnitDocument,
} from '../../../src/codec/unit/index.ts';

export interface Meaning {
  readonly state: 'loaded' | 'bad-setting' | 'error';
  readonly description: string;
  readonly argv: readonly (readonly string[])[];
  readonly environment: readonly string[];
  readonly after: readonly string[];
  /** `LINE: no-equals` and `LINE: no-key` of the lines in sections of services. */
  readonly ignored: readonly string[];
}

const scalar = { list: false, empty: 'reset' } as const;
const list = { list: true, empty: 'reset' } as const;
const dependencies = { list: true, empty: 'noop' } as const;

export function interpret(
  contents: readonly (string | Uint8Array)[],
  name: string,
  specifiers: SpecifierTable,
): Meaning {
  const documents = contents.map((content) =>
    parseUnit(typeof content === 'string' ? new TextEncoder().encode(content) : content),
  );
  const state = stateOf(documents, specifiers);
  const description = expandSpecifiers(last(documents, 'Unit', 'Description') ?? name, specifiers);
  return {
    state,
    description: description.ok ? description.text : name,
    argv: effectiveValues(documents, 'Service', 'ExecStart', list).flatMap((entry) =>
      parseCommandLine(entry.value, specifiers).commands.map((command) => command.argv),
    ),
    environment: environmentOf(documents, specifiers),
    after: effectiveValues(documents, 'Unit', 'After', dependencies)
      .flatMap((entry) => splitWords(entry.value, 'retain-escape').words.map((word) => word.text))
      .filter((word) => /^[A-Za-z0-9:_.\\@-]+\.(service|target)$/.test(word))
      .sort(),
    ignored: documents.flatMap((document) =>
      document.problems
        .filter((one) => ['Unit', 'Service'].includes(one.section ?? '') && one.effect === 'ignored')
        .map((one) => `${one.reportedLine}: ${one.kind}`),
    ),
  };
}

/** The first thing that stops the main file decides; a drop-in never fails the unit. */
function stateOf(documents: readonly UnitDocument[], specifiers: SpecifierTable): Meaning['state'] {
  const main = documents[0];
  if (main === undefined) return 'error';
  const commands = main.assignments.filter((one) => one.section === 'Service' && one.key === 'ExecStart');
  const fatal = commands.some((one) =>
    parseCommandLine(one.value, specifiers).problems.some((problem) => problem.effect === 'fatal'),
  );
  if (fatal) return 'bad-setting';
  if (failureOf(main) !== undefined) return 'error';
  const left = effectiveValues(documents, 'Service', 'ExecStart', list);
  const any = left.some((entry) => parseCommandLine(entry.value, specifiers).commands.length > 0);
  return any ? 'loaded' : 'bad-setting';
}

function last(documents: readonly UnitDocument[], section: string, key: string): string | undefined {
  return effectiveValues(documents, section, key, scalar)[0]?.value;
}

function environmentOf(documents: readonly UnitDocument[], specifiers: SpecifierTable): string[] {
  const values = new Map<string, string>();
  for (const entry of effectiveValues(documents, 'Service', 'Environment', list)) {
    for (const { name, value } of parseEnvironment(entry.value, specifiers).assignments) values.set(name, value);
  }
  return [...values].map(([name, value]) => `${name}=${value}`);
}
