/** The command lines of units: a flag that goes from one variable of one to another is none that is new or gone. */
import type { FileReview } from '../model.ts';
import type { RiskRequest } from './rule.ts';
import type { Setting } from './setting.ts';
import { ownerOf, unitTexts } from './unit-texts.ts';

export interface PlacedSetting {
  readonly setting: Setting;
  readonly hosts: readonly string[];
}

export class CommandLines {
  readonly #request: RiskRequest;
  readonly #byKey = new Map<string, Setting[]>();

  constructor(request: RiskRequest, settings: readonly Setting[]) {
    this.#request = request;
    for (const setting of settings.filter(isOneSided)) {
      const key = keyOf(setting);
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
    return rest.length === 0 ? found : [...found, { setting, hosts: rest }];
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
    if (!isOneSided(setting)) return [];
    return (this.#byKey.get(keyOf(setting)) ?? []).filter((other) => isAdded(other) !== isAdded(setting));
  }

  #isOneLine(host: string, one: Setting, other: Setting): boolean {
    if (!other.change.hosts.includes(host)) return false;
    const [gone, come] = isAdded(one) ? [other, one] : [one, other];
    const old = this.#readers(gone, 'before', host);
    return this.#readers(come, 'after', host).some((reader) => old.includes(reader));
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
      return text.includes(`/${path}`) && (isReadByProgram.test(variable) || named.test(text)) ? [unit] : [];
    });
  }

  #unitsOn(side: 'before' | 'after', host: string): ReadonlyMap<string, string> {
    const snapshot = this.#request[side].hosts.get(host)?.snapshot;
    return snapshot === undefined ? new Map() : unitTexts(snapshot);
  }
}

/** What etcd and flannel take for a flag of theirs, though no unit names it. */
const isReadByProgram = /^(?:ETCD|FLANNELD)_/;

/** A flag, what a variable of a program says in its place, or the image of a container. */
function isOneSided({ element: { kind, at, change } }: Setting): boolean {
  const isPlaced = kind === 'flag' || (kind === 'variable' && isReadByProgram.test(at.at(-1) ?? ''));
  return (isPlaced || (kind === 'word' && at.at(-1) === 'image')) && (change === 'added' || change === 'removed');
}

function isAdded({ element }: Setting): boolean {
  return element.change === 'added';
}

/** Its name, and what stands behind: what it is about. */
function keyOf({ name, element: { kind, at } }: Setting): string {
  const flag = at.findIndex((part) => part.startsWith('--'));
  return JSON.stringify([kind === 'word' ? 'image' : name, ...(flag === -1 ? [] : at.slice(flag + 1))]);
}

function withOld(setting: Setting, { before = '' }: Setting): Setting {
  return { ...setting, before, element: { ...setting.element, change: 'changed', before } };
}

function pathOn({ path, from }: FileReview, side: 'before' | 'after'): string {
  return side === 'before' ? (from ?? path) : path;
}
