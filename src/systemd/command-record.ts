/** A command of an `Exec…=` line as plain data: systemd.service(5) "Command lines". */
import { type Command, expandKnown, type SpecifierTable, simplifyPath } from '../codec/unit/index.ts';

export interface CommandRecord {
  /** `@`, `-`, `:`, `+`, `!` or `!!`, as written. */
  readonly prefixes: readonly string[];
  /** What is run. */
  readonly path: string;
  /** With argv[0]; variables as written. */
  readonly argv: readonly string[];
}

export function commandRecord(command: Command, table: SpecifierTable | undefined): CommandRecord {
  const { path, argv } = command;
  const prefixes = signsOf(command);
  if (table === undefined) return { prefixes, path, argv };
  return {
    prefixes,
    path: simplifyPath(expandKnown(path, table)),
    argv: argv.map((word) => expandKnown(word, table)),
  };
}

function signsOf({ prefixes, words }: Command): string[] {
  const { separateArgv0, ignoreFailure, keepVariables, privileges } = prefixes;
  const count = [separateArgv0, ignoreFailure, keepVariables].filter(Boolean).length + privileges.length;
  const written = [...(words[0]?.text.slice(0, count) ?? '')];
  return [...new Set(written)].map((sign) => (sign === '!' ? privileges : sign));
}
