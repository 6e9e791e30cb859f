/** Units of one host that have drop-ins: what changed files say is what the unit says with all its files. */
import { compareBytes } from '../core/order.ts';
import type { Snapshot } from '../diff/entry.ts';
import type { RenamedChange } from '../diff/renames.ts';
import { snapshotRoot } from '../plan/root-entry.ts';
import { isBelow } from '../plan/unit-changes.ts';
import { loadUnit, systemSearchPath, type UnitRoot, unitFileName } from '../systemd/index.ts';
import type { Element } from './elements/element.ts';
import { unitElements } from './elements/unit.ts';
import { loadedSettings } from './elements/unit-settings.ts';
import type { ReviewOptions } from './options.ts';

/**
 * By the path of the changed file: what differs of its unit, told where it is said. A file that is missing is told by
 * itself; one without elements changes nothing, since another file of its unit says the same, or has the last word.
 */
export function effectiveElements(
  changes: readonly RenamedChange[],
  before: Snapshot,
  after: Snapshot,
  options: ReviewOptions,
): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  const changed = changedUnits(changes);
  if (changed.size === 0) return found;
  const withDropIns = new Set([...unitsWithDropIns(before), ...unitsWithDropIns(after)]);
  const units = [...changed].filter(([unit]) => withDropIns.has(unit));
  if (units.length === 0) return found;
  const [old, now] = [unitRootIn(before), unitRootIn(after)];
  for (const [unit, paths] of units) {
    const elements = between(old, now, unit, options);
    if (elements === undefined) continue;
    for (const path of paths) found.set(path, []);
    for (const element of elements) {
      const path = tellingFile(element, paths);
      found.get(path)?.push(withoutOwnPath(element, path));
    }
  }
  return found;
}

/** Names of units with the files of theirs that changed, and still belong to the same unit. */
function changedUnits(changes: readonly RenamedChange[]): Map<string, string[]> {
  const units = new Map<string, string[]>();
  for (const { path, from } of changes) {
    const unit = unitOf(path);
    if (unit === undefined || (from !== undefined && unitOf(from) !== unit)) continue;
    units.set(unit, [...(units.get(unit) ?? []), path]);
  }
  return units;
}

function unitOf(path: string): string | undefined {
  return isUnitPath(path) ? unitFileName(path)?.unit?.name : undefined;
}

function isUnitPath(path: string): boolean {
  return isBelow(path, systemSearchPath);
}

function unitsWithDropIns(snapshot: Snapshot): string[] {
  return [...snapshot.keys()].flatMap((path) => {
    return path.endsWith('.conf') && path.includes('.d/') && isUnitPath(path) ? (unitOf(path) ?? []) : [];
  });
}

/** The files in the directories of units. */
export function unitRootIn(snapshot: Snapshot): UnitRoot {
  return snapshotRoot([...snapshot].filter(([path]) => isUnitPath(path)));
}

/** Undefined where a side has no such unit, or does not load it. */
function between(before: UnitRoot, after: UnitRoot, name: string, options: ReviewOptions): Element[] | undefined {
  const [old, now] = [before, after].map((root) => loadUnit(root, name, options));
  if (old?.fragment === undefined || now?.fragment === undefined) return undefined;
  if (old.loadState !== 'loaded' || now.loadState !== 'loaded') return undefined;
  return unitElements(loadedSettings(old, options.directives), loadedSettings(now, options.directives));
}

/** What is new is told where it is said, what is gone where it was; else the first that changed is why. */
function tellingFile({ files }: Element, changed: readonly string[]): string {
  const telling = [files?.after, files?.before].find((path) => path !== undefined && changed.includes(path));
  return telling ?? [...changed].sort(compareBytes)[0] ?? '';
}

function withoutOwnPath(element: Element, own: string): Element {
  const { files = {}, ...rest } = element;
  const others = {
    ...(files.before !== undefined && files.before !== own && { before: files.before }),
    ...(files.after !== undefined && files.after !== own && { after: files.after }),
  };
  return Object.keys(others).length === 0 ? rest : { ...rest, files: others };
}
