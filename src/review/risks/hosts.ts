/** What happens to units on hosts: together it may be more than each by itself. */
import { compareBytes } from '../../core/order.ts';
import type { HostReview, UnitReview } from '../model.ts';
import type { HostFinding, HostRule, RiskRequest } from './rule.ts';

interface On {
  readonly host: string;
  readonly unit: UnitReview;
}

function unitsOn(hosts: readonly HostReview[], takes: (unit: UnitReview) => boolean): On[] {
  return hosts.flatMap(({ name, units }) => units.filter(takes).map((unit) => ({ host: name, unit })));
}

function byUnit(found: readonly On[]): Map<string, On[]> {
  const groups = new Map<string, On[]>();
  for (const one of found) groups.set(one.unit.unit, [...(groups.get(one.unit.unit) ?? []), one]);
  return groups;
}

function isInterrupted({ action }: UnitReview): boolean {
  return action === 'restart' || action === 'stop';
}

/** A host that joins others has no containers of theirs yet. */
export const dockerRule: HostRule = ({ hosts, before }) => {
  const known = hosts.filter(({ name }) => before.hosts.has(name));
  const found = unitsOn(known, (unit) => unit.unit === 'docker.service' && isInterrupted(unit));
  const [first] = found;
  if (first === undefined) return [];
  const along = unitsOn(known, ({ because }) => because?.unit === 'docker.service');
  const others = [...new Set(along.map(({ unit }) => unit.unit))].sort(compareBytes);
  const message = `docker starts anew, and all its containers end${others.length === 0 ? '' : `; with it ${list(others)}`}`;
  return [{ code: 'UC716', hosts: found.map(({ host }) => host), unit: 'docker.service', ...cause(first), message }];
};

/** A cluster of etcd with n members needs more than half of them. */
export const quorumRule: HostRule = (request) => {
  const found = unitsOn(request.hosts, (unit) => /^etcd(?:-[^.]*)?\.service$/.test(unit.unit) && isInterrupted(unit));
  return [...byUnit(found)].flatMap(([unit, on]): HostFinding[] => {
    const members = membersOf(unit, request);
    const enough = Math.floor(members / 2) + 1;
    const [first] = on;
    if (first === undefined || members < 2 || members - on.length >= enough) return [];
    const message = `${on.length} of ${members} members of \`${unit}\` are interrupted, and ${enough} have to run`;
    return [{ code: 'UC717', hosts: on.map(({ host }) => host), unit, ...cause(first), message }];
  });
};

function membersOf(unit: string, { before }: RiskRequest): number {
  const hosts = [...before.hosts.values()];
  return hosts.filter(({ snapshot, layout }) => snapshot.has(`${layout.units.slice(1)}/${unit}`)).length;
}

/** Stopped for another's sake, by whom nobody starts it again. */
export const stoppedRule: HostRule = ({ hosts }) => {
  const found = unitsOn(hosts, ({ action, because }) => action === 'stop' && because !== undefined);
  return [...byUnit(found)].flatMap(([unit, on]): HostFinding[] => {
    const because = on[0]?.unit.because;
    if (because === undefined) return [];
    const message = `\`${unit}\` is stopped with \`${because.unit}\` (${because.by}=), and nothing starts it again`;
    return [{ code: 'UC721', hosts: on.map(({ host }) => host), unit, message }];
  });
};

function cause({ unit: { changes } }: On): { readonly change?: number } {
  const [change] = changes;
  return change === undefined ? {} : { change };
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 4).map((name) => `\`${name}\``);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
