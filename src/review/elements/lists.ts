/** Lists whose order means nothing, and lists whose order does. */
import { matches } from '../../diff/matches.ts';
import type { ElementKind } from '../model.ts';
import { changedElement, type Element, elementOf, meaningOf, type Piece } from './element.ts';

export interface Named extends Piece {
  /** What it is about: two of one name are the same thing, with another value perhaps. */
  readonly name: string;
}

/** By name. Removed and changed ones in the order of `before`, then new ones; several of one name keep their order. */
export function setElements(
  kind: ElementKind,
  at: readonly string[],
  before: readonly Named[],
  after: readonly Named[],
): Element[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name) ?? [], now.get(name) ?? []];
    return was.length <= 1 && is.length <= 1
      ? changedElement(kind, [...at, name], was[0], is[0])
      : listElements(kind, [...at, name], was, is);
  });
}

/** What is said again in the same words is said once. */
function byName(all: readonly Named[]): Map<string, Named[]> {
  const found = new Map<string, Named[]>();
  for (const one of all) {
    const same = found.get(one.name);
    if (same === undefined) found.set(one.name, [one]);
    else if (same.some((other) => meaningOf(other) !== meaningOf(one))) same.push(one);
  }
  return found;
}

/** Two items that differ, between the same neighbours, are one that changed. */
export function listElements(
  kind: ElementKind,
  at: readonly string[],
  before: readonly Piece[],
  after: readonly Piece[],
): Element[] {
  return paired(before, after).flatMap(([old, now, moved]) => {
    if (old === undefined || now === undefined) return changedElement(kind, at, old, now);
    return moved ? [elementOf(kind, at, { before: old, after: now, moved })] : changedElement(kind, at, old, now);
  });
}

export type Pair<T> = readonly [before: T | undefined, after: T | undefined, moved: boolean];

/** All of both, in an order that follows both where it can. */
export function paired<T extends Piece>(before: readonly T[], after: readonly T[]): Pair<T>[] {
  const found = matches(before.map(meaningOf), after.map(meaningOf));
  const taken = new Set(found.map((match) => match.after));
  const byBefore = new Map(found.map((match) => [match.before, match]));
  const pairs: Pair<T>[] = [];
  let waiting: T[] = [];
  let at = 0;
  const close = (end: number): void => {
    const added = after.slice(at, end).filter((_, index) => !taken.has(at + index));
    at = Math.max(at, end);
    for (let i = 0; i < Math.max(waiting.length, added.length); i++) pairs.push([waiting[i], added[i], false]);
    waiting = [];
  };
  for (const [index, old] of before.entries()) {
    const match = byBefore.get(index);
    if (match === undefined) waiting.push(old);
    else {
      if (!match.moved) close(match.after);
      pairs.push([old, after[match.after], match.moved]);
    }
  }
  close(after.length);
  return pairs;
}
