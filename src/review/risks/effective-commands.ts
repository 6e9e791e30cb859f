/** What the commands of a unit say with all its drop-ins and variables: who says it last counts. */
import { simplifyPath, splitWords } from '../../codec/unit/index.ts';
import type { Entry, Snapshot } from '../../diff/entry.ts';
import { textOfEntry } from '../../diff/text-of.ts';
import { type LoadedUnit, loadUnit, parseUnitName, type UnitRoot } from '../../systemd/index.ts';
import { unitRootIn } from '../effective-units.ts';
import { commandName, commandsInText, type ReadCommand } from '../elements/command.ts';
import type { ElementReview, Syntax } from '../model.ts';
import type { RiskRequest } from './rule.ts';
import { isReadByProgram, keyOfElement } from './setting-key.ts';
import { takesVariable } from './takes-variable.ts';
import { unitTexts } from './unit-texts.ts';

export interface Said {
  /** By what it is about: each value once for each command that has it. */
  readonly values: ReadonlyMap<string, readonly SaidValue[]>;
  /** Paths of the files of variables that systemd reads, without the first slash. */
  readonly files: readonly string[];
}

export interface SaidValue {
  readonly value: string;
  /** The key of a command, or a variable with `$`. */
  readonly place: string;
  /** The names by which the command is known again. */
  readonly command: readonly string[];
}

export class EffectiveCommands {
  readonly #request: RiskRequest;
  readonly #roots = new Map<Snapshot, UnitRoot>();
  readonly #known = new Map<string, Said | undefined>();

  constructor(request: RiskRequest) {
    this.#request = request;
  }

  /** Whether the name of a flag stands anywhere in the unit or a file of variables: most that are gone are gone. */
  mayName(side: 'before' | 'after', host: string, unit: string, flag: string): boolean {
    const snapshot = this.#request[side].hosts.get(host)?.snapshot;
    const text = snapshot && unitTexts(snapshot).get(unit);
    if (snapshot === undefined || text === undefined) return false;
    const lines = text.replaceAll(/\\\s*\n/g, ' ');
    const files = [...lines.matchAll(/^\s*EnvironmentFile\s*=\s*-?(\/.*?)\s*$/gm)].map(([, path = '']) => {
      return textOfEntry(snapshot.get(simplifyPath(path).slice(1)));
    });
    const word = flag.replaceAll(/[^A-Za-z0-9-]/g, '\\$&').replaceAll('-', '[-_]');
    return [text, ...files].some((one) => new RegExp(`[-_]${word}(?![A-Za-z0-9_-])`, 'i').test(one));
  }

  /** Undefined where systemd does not load the unit from the files of the side. */
  of(side: 'before' | 'after', host: string, unit: string): Said | undefined {
    const key = JSON.stringify([side, host, unit]);
    if (!this.#known.has(key)) this.#known.set(key, this.#read(side, host, unit));
    return this.#known.get(key);
  }

  #read(side: 'before' | 'after', host: string, name: string): Said | undefined {
    const snapshot = this.#request[side].hosts.get(host)?.snapshot;
    if (snapshot === undefined || parseUnitName(name)?.type !== 'service') return undefined;
    const { written } = this.#request;
    const unit = this.#load(snapshot, name);
    if (unit.loadState !== 'loaded' || unit.fragment === undefined) return undefined;
    const commands = commandsOf(unit);
    const files = filesOf(unit);
    const said = new Map<string, SaidValue[]>();
    const add = (element: ElementReview, place: string, command: readonly string[]): void => {
      const key = keyOfElement(element, 'unit');
      if (key === undefined) return;
      said.set(key, [...(said.get(key) ?? []), { value: element.after ?? '', place, command }]);
    };
    for (const { key, command, names } of commands) {
      for (const element of written.ofCommand(['Service', key], command)) add(element, key, names);
    }
    const variables = variablesOf(
      written.environmentOf(unit),
      files.map((path) => written.variablesOf(snapshot.get(path))),
    );
    for (const variable of unsetIn(unit)) variables.delete(variable);
    for (const [variable, elements] of variables) {
      const isRead = isReadByProgram.test(variable);
      const own = commands.filter((one) => (isRead ? one.key === 'ExecStart' : takesVariable(one.command, variable)));
      for (const { names } of own) for (const element of elements) add(element, `$${variable}`, names);
    }
    return { values: said, files };
  }

  /** Of a vendor's unit, which no tree has, the drop-ins alone. */
  #load(snapshot: Snapshot, name: string): LoadedUnit {
    const { tables } = this.#request.written;
    const unit = loadUnit(this.#rootOf(snapshot), name, tables);
    if (unit.loadState !== 'not-found') return unit;
    const stub: Entry = { type: 'file', mode: 0o644, content: new TextEncoder().encode('[Unit]\n') };
    return loadUnit(unitRootIn(new Map([...snapshot, [`usr/lib/systemd/system/${name}`, stub]])), name, tables);
  }

  #rootOf(snapshot: Snapshot): UnitRoot {
    const root = this.#roots.get(snapshot) ?? unitRootIn(snapshot);
    this.#roots.set(snapshot, root);
    return root;
  }
}

interface UnitCommand {
  readonly key: string;
  readonly command: ReadCommand;
  /** Its program, and its key where that has no other command. */
  readonly names: readonly string[];
}

function commandsOf({ settings }: LoadedUnit): UnitCommand[] {
  return [...(settings.get('Service') ?? [])].flatMap(([key, values]) => {
    if (!key.startsWith('Exec')) return [];
    const commands = values.flatMap(({ value }) => commandsInText(value, []) ?? []);
    return commands.map((command) => {
      const name = commandName(command);
      return { key, command, names: commands.length === 1 ? [key, name] : [name] };
    });
  });
}

function filesOf({ settings }: LoadedUnit): string[] {
  const values = settings.get('Service')?.get('EnvironmentFile') ?? [];
  return values.map(({ value }) => simplifyPath(value.replace(/^-/, '')).slice(1));
}

function unsetIn({ settings }: LoadedUnit): string[] {
  const values = settings.get('Service')?.get('UnsetEnvironment') ?? [];
  return values.flatMap(({ value }) => splitWords(value, 'unquote').words.map(({ text }) => text.replace(/=.*/s, '')));
}

/** Where it stands, as `place` has it. */
export function placeOf(at: readonly string[], syntax: Syntax): string {
  if (syntax === 'env-file') return `$${at[0] ?? ''}`;
  return at[1] === 'Environment' ? `$${at[2] ?? ''}` : (at[1] ?? '');
}

/** By variable: the last that sets it has it alone. */
function variablesOf(
  own: readonly ElementReview[],
  files: readonly (readonly ElementReview[])[],
): Map<string, readonly ElementReview[]> {
  const found = new Map<string, readonly ElementReview[]>();
  for (const elements of [own, ...files]) {
    const isOf = (variable: string) => (one: ElementReview) => one.at[0] === variable;
    for (const [variable = ''] of elements.map(({ at }) => at)) found.set(variable, elements.filter(isOf(variable)));
  }
  return found;
}
