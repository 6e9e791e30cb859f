/** A review by sets of hosts: what the same hosts have in common is said once. */
import { compareBytes } from '../../core/order.ts';
import type { AlikeElement, ElementReview, FileReview, HostReview, Review, UnitReview } from '../../review/model.ts';
import { entryChanges } from './words.ts';

export interface HostGroup {
  /** Bytewise. */
  readonly hosts: readonly string[];
  /** What they all are; `changed` where they are not the same. */
  readonly kind: HostReview['kind'];
  /** What happens on all of them, and on no other; the causes are those of any of them. */
  readonly units: readonly UnitReview[];
  readonly files: readonly GroupedFile[];
}

export interface GroupedFile {
  /** Of `alike` elements the first that has them. */
  readonly change: FileReview;
  /** What of its elements is said here, and its lines. */
  readonly elements: readonly ElementReview[];
  /** `alike`: what the files of these hosts have in common, which differ elsewhere; `rest`: all but that. */
  readonly part: 'all' | 'alike' | 'rest';
}

/** Those of most hosts first, then by their names. Hosts without a change are in no group. */
export function hostGroups(review: Review): HostGroup[] {
  const groups = new Map<string, { hosts: readonly string[]; units: UnitReview[]; files: GroupedFile[] }>();
  const groupOf = (hosts: readonly string[]) => {
    const key = JSON.stringify(hosts);
    const group = groups.get(key) ?? { hosts, units: [], files: [] };
    groups.set(key, group);
    return group;
  };
  for (const { hosts, unit } of unitsByHosts(review.hosts)) groupOf(hosts).units.push(unit);
  for (const { hosts, file } of filesByHosts(review)) groupOf(hosts).files.push(file);
  const named = new Set([...groups.values()].flatMap(({ hosts }) => hosts));
  for (const { name, kind } of review.hosts) if (kind !== 'same' && !named.has(name)) groupOf([name]);
  const kinds = new Map(review.hosts.map(({ name, kind }) => [name, kind]));
  return [...groups.values()]
    .map((group) => ({ ...group, kind: commonKind(group.hosts, kinds) }))
    .sort((a, b) => b.hosts.length - a.hosts.length || compareBytes(a.hosts.join('\n'), b.hosts.join('\n')));
}

function commonKind(hosts: readonly string[], kinds: ReadonlyMap<string, HostReview['kind']>): HostReview['kind'] {
  const found = new Set(hosts.map((host) => kinds.get(host)));
  const [kind = 'changed'] = found;
  return found.size === 1 ? kind : 'changed';
}

interface FileOfHosts {
  readonly hosts: readonly string[];
  readonly file: GroupedFile;
}

/** Each change with the elements that only it has, after those that it has in common with others. */
function filesByHosts({ changes, alike }: Review): FileOfHosts[] {
  const common = new Map<number, Set<number>>();
  for (const { change, element } of alike.flatMap(({ members }) => members)) {
    common.set(change, (common.get(change) ?? new Set()).add(element));
  }
  const rest = changes.flatMap((change): FileOfHosts[] => {
    const indexes = common.get(change.id);
    if (indexes === undefined)
      return [{ hosts: change.hosts, file: { change, elements: change.elements, part: 'all' } }];
    const elements = change.elements.filter((_, index) => !indexes.has(index));
    if (elements.length === 0 && entryChanges(change) === '') return [];
    return [{ hosts: change.hosts, file: { change, elements, part: 'rest' } }];
  });
  return [...alikeByHosts(alike, changes), ...rest];
}

/** It in the first change that has it. */
export function firstOf(
  { members: [first] }: AlikeElement,
  changes: readonly FileReview[],
): { readonly change: FileReview; readonly element: ElementReview } | undefined {
  const change = first && changes[first.change];
  const element = first && change?.elements[first.element];
  return change && element && { change, element };
}

function alikeByHosts(alike: readonly AlikeElement[], changes: readonly FileReview[]): FileOfHosts[] {
  const found = new Map<string, { hosts: readonly string[]; change: FileReview; elements: ElementReview[] }>();
  for (const one of alike) {
    const first = firstOf(one, changes);
    if (first === undefined) continue;
    const { path, hosts } = one;
    const key = JSON.stringify([path, hosts]);
    const file = found.get(key) ?? { hosts, change: first.change, elements: [] };
    file.elements.push(first.element);
    found.set(key, file);
  }
  return [...found.values()].map(({ hosts, change, elements }) => ({
    hosts,
    file: { change, elements, part: 'alike' },
  }));
}

/** The same action for the same reason is one, whichever change of a host it is. */
function unitsByHosts(hosts: readonly HostReview[]): { hosts: string[]; unit: UnitReview }[] {
  const found = new Map<string, { hosts: string[]; unit: UnitReview; changes: Set<number> }>();
  for (const host of hosts) {
    for (const unit of host.units) {
      const key = JSON.stringify([unit.unit, unit.action, unit.because?.unit, unit.because?.by]);
      const entry = found.get(key) ?? { hosts: [], unit, changes: new Set() };
      entry.hosts.push(host.name);
      for (const change of unit.changes) entry.changes.add(change);
      found.set(key, entry);
    }
  }
  return [...found.values()].map(({ hosts, unit, changes }) => ({
    hosts,
    unit: { ...unit, changes: [...changes].sort((a, b) => a - b) },
  }));
}
