/** The words of two command lines: flags by their names, the others by their places. */
import { matches } from '../../diff/matches.ts';
import type { Argument } from './arguments.ts';
import { changedElement, type Element, elementOf, meaningOf } from './element.ts';
import { listElements, paired } from './lists.ts';

export interface ArgumentOptions {
  /** Whether a flag in front of another may mean something else than behind it. */
  readonly ordered: boolean;
}

export function argumentElements(
  at: readonly string[],
  before: readonly Argument[],
  after: readonly Argument[],
  { ordered }: ArgumentOptions,
): Element[] {
  const rest = (all: readonly Argument[]) => all.filter(({ kind }) => kind !== 'flag');
  return [
    ...flagElements(at, flagsByName(before), flagsByName(after)),
    ...wordElements(at, rest(before), rest(after), ordered),
    ...(ordered ? movedElements(at, before, after) : overtakingElements(at, before, after)),
  ];
}

type Flags = ReadonlyMap<string, readonly Argument[]>;

function flagsByName(all: readonly Argument[]): Flags {
  const flags = new Map<string, Argument[]>();
  for (const one of all) {
    if (one.kind !== 'flag') continue;
    const key = nameKey(one);
    flags.set(key, [...(flags.get(key) ?? []), one]);
  }
  return flags;
}

function nameKey({ name }: Argument): string {
  return JSON.stringify(name);
}

function flagElements(at: readonly string[], before: Flags, after: Flags): Element[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key) ?? [], after.get(key) ?? []];
    const path = [...at, ...((old[0] ?? now[0])?.name ?? [])];
    return old.length <= 1 && now.length <= 1
      ? changedElement('flag', path, old[0], now[0])
      : listElements('flag', path, old, now);
  });
}

/** Where all keep their order, what moved is told with the flags. */
function wordElements(
  at: readonly string[],
  before: readonly Argument[],
  after: readonly Argument[],
  ordered: boolean,
): Element[] {
  return paired(before, after).flatMap(([old, now, moved]) => {
    if (!moved) return changedElement('word', at, old, now);
    return ordered || old === undefined || now === undefined
      ? []
      : [elementOf('word', at, { before: old, after: now, moved })];
  });
}

/** What is on both sides, in another order. */
function movedElements(at: readonly string[], before: readonly Argument[], after: readonly Argument[]): Element[] {
  return matches(identities(before), identities(after)).flatMap((match) => {
    const [old, now] = [before[match.before], after[match.after]];
    if (!match.moved || old === undefined || now === undefined) return [];
    const kind = old.kind === 'flag' ? 'flag' : 'word';
    return [elementOf(kind, [...at, ...old.name], { before: old, after: now, moved: true })];
  });
}

function identities(all: readonly Argument[]): string[] {
  return all.map((one) => (one.kind === 'flag' ? `-${nameKey(one)}` : `=${meaningOf(one)}`));
}

/** A flag that was in front of a variable, which may say it too, and now is behind it. */
function overtakingElements(at: readonly string[], before: readonly Argument[], after: readonly Argument[]): Element[] {
  const isVariable = ({ kind }: Argument) => kind === 'variable';
  const kept = matches(before.filter(isVariable).map(meaningOf), after.filter(isVariable).map(meaningOf)).filter(
    ({ moved }) => !moved,
  );
  if (kept.length === 0) return [];
  const was = ranks(before, new Set(kept.map((match) => match.before)));
  const is = ranks(after, new Set(kept.map((match) => match.after)));
  return [...was].flatMap(([key, [rank, old]]) => {
    const [newRank, now] = is.get(key) ?? [];
    return now === undefined || newRank === rank
      ? []
      : [elementOf('flag', [...at, ...old.name], { before: old, after: now, moved: true })];
  });
}

/** Of each flag how many of these variables stand in front of it. */
function ranks(all: readonly Argument[], counted: ReadonlySet<number>): Map<string, [number, Argument]> {
  const found = new Map<string, [number, Argument]>();
  const times = new Map<string, number>();
  let [variables, rank] = [0, 0];
  for (const one of all) {
    if (one.kind === 'variable' && counted.has(variables++)) rank++;
    if (one.kind !== 'flag') continue;
    const name = nameKey(one);
    times.set(name, (times.get(name) ?? 0) + 1);
    found.set(`${times.get(name)} ${name}`, [rank, one]);
  }
  return found;
}
