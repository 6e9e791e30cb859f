/** The command lines of units: a flag that goes from one variable of one to another is none that is new or gone. */
import type { FileReview } from '../model.ts';
import { EffectiveCommands, placeOf, type SaidValue } from './effective-commands.ts';
import type { RiskRequest } from './rule.ts';
import type { Setting } from './setting.ts';
import { isReadByProgram, keyOfElement } from './setting-key.ts';
import { namesPath, ownerOf, unitTexts } from './unit-texts.ts';

export interface PlacedSetting {
  readonly setting: Setting;
  readonly hosts: readonly string[];
}

export class CommandLines {
  readonly #request: RiskRequest;
  readonly #commands: EffectiveCommands;
  readonly #byKey = new Map<string, Setting[]>();

  constructor(request: RiskRequest, settings: readonly Setting[]) {
    this.#request = request;
    this.#commands = new EffectiveCommands(request);
    for (const setting of settings) {
      const key = keyOf(setting);
      if (key === undefined) continue;
      const same = this.#byKey.get(key) ?? [];
      this.#byKey.set(key, same);
      same.push(setting);
    }
  }

  /** What is told of it, and where: with its old value, at its new place, on hosts where it has moved. */
  placed(setting: Setting): PlacedSetting[] {
    const found: PlacedSetting[] = [];
    let rest = setting.change.hosts;
    for (const other of this.#othersOf(setting)) {
      const moved = rest.filter((host) => this.#isOneLine(host, setting, other));
      rest = rest.filter((host) => !moved.includes(host));
      const isTold = moved.length > 0 && isAdded(setting) && setting.after !== other.before;
      if (isTold) found.push({ setting: withOld(setting, other), hosts: moved });
    }
    for (const [value, hosts] of this.#stillSaid(setting, rest)) {
      rest = rest.filter((host) => !hosts.includes(host));
      if (value !== setting.before) found.push({ setting: withNew(setting, value), hosts });
    }
    return rest.length === 0 ? found : [...found, { setting, hosts: rest }];
  }

  /** Whether what a new file says is what a file that stays has said until now, and is told there. */
  isFromFileThatStays(setting: Setting, host: string): boolean {
    return this.#sameAs(setting).some((other) => {
      if (isAdded(other) || !other.change.hosts.includes(host)) return false;
      const readers = this.#readers(setting, 'after', host);
      if (!this.#readers(other, 'before', host).some((unit) => readers.includes(unit))) return false;
      return this.#valueNow(other, host) === (setting.after ?? '');
    });
  }

  /** Of these hosts: what is gone with all that read it protects nobody any more. */
  hostsThatMind({ change, element }: Setting, hosts: readonly string[]): readonly string[] {
    if (element.change !== 'removed' || change.syntax !== 'env-file') return hosts;
    return hosts.filter((host) => {
      const readers = this.#readers({ change, element }, 'before', host);
      const units = this.#unitsOn('after', host);
      return readers.length === 0 || readers.some((unit) => units.has(unit));
    });
  }

  #othersOf(setting: Setting): Setting[] {
    return this.#sameAs(setting).filter((one) => isAdded(one) !== isAdded(setting));
  }

  #sameAs(setting: Setting): readonly Setting[] {
    const key = keyOf(setting);
    return key === undefined ? [] : (this.#byKey.get(key) ?? []);
  }

  /** What is gone from a file and said by another one, which may be new or have said it before: by its value. */
  #stillSaid(setting: Setting, hosts: readonly string[]): Map<string, string[]> {
    const found = new Map<string, string[]>();
    if (keyOf(setting) === undefined || isAdded(setting) || setting.element.kind === 'word') return found;
    for (const host of hosts) {
      const value = this.#valueNow(setting, host);
      if (value !== undefined) found.set(value, [...(found.get(value) ?? []), host]);
    }
    return found;
  }

  /** Of a flag that is gone from where it was: what all units that stay say in its place, in each of the commands. */
  #valueNow(setting: Setting, host: string): string | undefined {
    const key = keyOf(setting) ?? '';
    const mayName = (unit: string): boolean => this.#commands.mayName('after', host, unit, setting.name);
    const units = this.#unitsOn('after', host);
    const readers = this.#readers(setting, 'before', host).filter((unit) => units.has(unit));
    if (!readers.some(mayName)) return undefined;
    const values = readers.flatMap((unit) => {
      const [until, now] = (['before', 'after'] as const).map((side) => this.#commands.of(side, host, unit)?.values);
      if (until === undefined || now === undefined) return mayName(unit) ? [] : [[]];
      const old = this.#saidAt(setting, 'before', host, unit);
      if (old === undefined) return [];
      return old.length === 0 ? [[]] : old.map((one) => (now.get(key) ?? []).filter((other) => isInOne(one, other)));
    });
    const all = values.flat().map(({ value }) => value);
    const isEverywhere = values.every((own) => own.length > 0);
    return isEverywhere && all.every((value) => value === all[0]) ? all[0] : undefined;
  }

  /** What is gone has moved where no unit is left without it; what comes is not new where any unit has had it. */
  #isOneLine(host: string, one: Setting, other: Setting): boolean {
    if (!other.change.hosts.includes(host)) return false;
    const [gone, come] = isAdded(one) ? [other, one] : [one, other];
    const old = this.#readers(gone, 'before', host);
    const both = this.#readers(come, 'after', host).filter((unit) => {
      return old.includes(unit) && this.#isOneLineOf(unit, host, { gone, come });
    });
    if (both.length === 0 || isAdded(one)) return both.length > 0;
    const units = this.#unitsOn('after', host);
    return !old.some((unit) => {
      if (!units.has(unit) || both.includes(unit)) return false;
      const until = this.#saidAt(gone, 'before', host, unit);
      return until === undefined ? this.#commands.of('before', host, unit) === undefined : until.length > 0;
    });
  }

  #isOneLineOf(unit: string, host: string, { gone, come }: { gone: Setting; come: Setting }): boolean {
    const now = this.#saidAt(come, 'after', host, unit);
    const until = this.#saidAt(gone, 'before', host, unit) ?? [];
    if (now === undefined || until.length === 0) return now === undefined || now.length > 0;
    return until.every((two) => now.some((other) => isInOne(two, other)));
  }

  /**
   * Where the unit takes it: nowhere, if another file sets the variable after it, or a drop-in has another command.
   * Undefined of what systemd does not load, or docker reads.
   */
  #saidAt(setting: Setting, side: 'before' | 'after', host: string, unit: string): SaidValue[] | undefined {
    const said = this.#commands.of(side, host, unit);
    const { element, change } = setting;
    if (said === undefined || (change.syntax === 'env-file' && !said.files.includes(pathOn(change, side))))
      return undefined;
    const [place, text] = [placeOf(element.at, change.syntax), setting[side] ?? ''];
    return said.values.get(keyOf(setting) ?? '')?.filter((one) => one.place === place && one.value === text) ?? [];
  }

  /** Units on whose command lines it stands. */
  #readers(
    { change, element: { at } }: Pick<Setting, 'change' | 'element'>,
    side: 'before' | 'after',
    host: string,
  ): string[] {
    const path = pathOn(change, side);
    if (change.syntax !== 'env-file') return [ownerOf(path)];
    const [variable = ''] = at;
    const named = new RegExp(`\\$\\{?${variable}(?![A-Za-z0-9_])`);
    return [...this.#unitsOn(side, host)].flatMap(([unit, text]) => {
      return namesPath(text, path) && (isReadByProgram.test(variable) || named.test(text)) ? [unit] : [];
    });
  }

  #unitsOn(side: 'before' | 'after', host: string): ReadonlyMap<string, string> {
    const snapshot = this.#request[side].hosts.get(host)?.snapshot;
    return snapshot === undefined ? new Map() : unitTexts(snapshot);
  }
}

function isAdded({ element }: Setting): boolean {
  return element.change === 'added';
}

function isInOne(one: SaidValue, other: SaidValue): boolean {
  return one.command.some((name) => other.command.includes(name));
}

/** Of what only one side has: a flag, what a variable of a program says in its place, or the image of a container. */
function keyOf({ element, change }: Setting): string | undefined {
  if (element.change !== 'added' && element.change !== 'removed') return undefined;
  return keyOfElement(element, change.syntax);
}

function withOld(setting: Setting, { before = '' }: Setting): Setting {
  return { ...setting, before, element: { ...setting.element, change: 'changed', before } };
}

function withNew(setting: Setting, after: string): Setting {
  return { ...setting, after, element: { ...setting.element, change: 'changed', after } };
}

function pathOn({ path, from }: FileReview, side: 'before' | 'after'): string {
  return side === 'before' ? (from ?? path) : path;
}
