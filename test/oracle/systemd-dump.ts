/** Reads what `systemd --test` prints: manager_dump() and its relatives in src/core. */
import { parseShellQuoted } from './shell-quoted.ts';

export interface DumpedUnit {
  readonly name: string;
  /** `loaded`, `bad-setting`, `error`, `masked`, `not-found`. */
  readonly loadState: string;
  readonly description: string;
  /** Of each Exec type (`ExecStart`): the argv of its commands, `%` expanded, `$` not, prefixes lost. */
  readonly commands: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** `NAME=value`, in order. */
  readonly environment: readonly string[];
  /** Of each dependency type: `After` → unit names, with where they come from (`file`, `default`, …). */
  readonly dependencies: Readonly<Record<string, readonly { readonly unit: string; readonly origin: string }[]>>;
  /** Every other `Key: value` line of the block, in order. */
  readonly settings: Readonly<Record<string, readonly string[]>>;
}

const unitStart = /^\t-> Unit (.*):$/;
const setting = /^\t\t([A-Za-z][A-Za-z ]*): (.*)$/s;
const dependency = /^(\S+) \((.*)\)$/;

/** The units of a dump by name. A line that begins no setting belongs to the value before (values with newlines). */
export function parseDump(dump: string): Map<string, DumpedUnit> {
  const units = new Map<string, DumpedUnit>();
  let block: string[] | undefined;
  let name = '';
  const close = (): void => {
    if (block !== undefined) units.set(name, parseBlock(name, block));
    block = undefined;
  };
  // cgroup_context_dump() of systemd 252 ends the lines of BPF programs in no newline.
  const lines = dump.replace(/\t\tBPFProgram: [^\t\n]*/g, '$&\n').split('\n');
  for (const line of lines) {
    const start = unitStart.exec(line);
    if (start?.[1] !== undefined) {
      close();
      name = start[1];
      block = [];
    } else if (block !== undefined && /^(\t-> |-> )/.test(line)) close();
    else if (block !== undefined && (line.startsWith('\t\t') || block.length === 0)) block.push(line);
    else if (block !== undefined) block.push(`${block.pop() ?? ''}\n${line}`);
  }
  close();
  return units;
}

function parseBlock(name: string, lines: readonly string[]): DumpedUnit {
  const commands: Record<string, string[][]> = {};
  const settings: Record<string, string[]> = {};
  let type = '';
  for (const line of lines) {
    const exec = /^\t\t-> (Exec\w+):$/.exec(line);
    const command = /^\t\t\tCommand Line: (.*)$/s.exec(line);
    const pair = setting.exec(line);
    if (exec?.[1] !== undefined) type = exec[1];
    else if (command?.[1] !== undefined) append(commands, type, parseShellQuoted(command[1]));
    else if (pair?.[1] !== undefined) append(settings, pair[1], pair[2] ?? '');
  }
  const dependencies: Record<string, { unit: string; origin: string }[]> = {};
  for (const [key, values] of Object.entries(settings)) {
    for (const value of values) {
      const match = dependency.exec(value);
      if (match?.[1] !== undefined && match[2] !== undefined && /(origin|destination)-/.test(match[2])) {
        append(dependencies, key, { unit: match[1], origin: match[2] });
      }
    }
  }
  return {
    name,
    loadState: settings['Unit Load State']?.[0] ?? '',
    description: settings.Description?.[0] ?? '',
    commands,
    environment: settings.Environment ?? [],
    dependencies,
    settings,
  };
}

function append<T>(record: Record<string, T[]>, key: string, value: T): void {
  const list = record[key] ?? [];
  list.push(value);
  record[key] = list;
}
