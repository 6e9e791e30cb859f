/** Ports that two components of a host listen on; those that both entries say themselves are a rule of the model. */
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { lastSpecPath } from '../../core/provenance.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { Cluster, Host, Instance } from '../../model/cluster.ts';
import { isEverywhere, isLoopback } from '../../spec/ip-address.ts';
import type { OpenPort } from './item.ts';

interface Taken {
  readonly open: OpenPort;
  readonly self: Instance;
}

/** A pair of programs is reported once, where the later of them has its port from. */
export function componentClashes({ hosts }: Cluster, all: readonly OpenPort[]): Diagnostic[] {
  return hosts.flatMap((host) => {
    const taken = all.flatMap((open): Taken[] => {
      const self = host.instances.find(({ name }) => name === open.component);
      // A range is kept free for services of the cluster, nobody listens on all of it.
      return open.host === host.name && self?.section === 'components' && open.last === undefined
        ? [{ open, self }]
        : [];
    });
    const told = new Set<string>();
    const found: Diagnostic[] = [];
    for (const [index, later] of taken.entries()) {
      const first = taken.slice(0, index).find((one) => clash(one, later));
      const pair = JSON.stringify([first?.self.name, later.self.name, later.open.port]);
      if (first === undefined || told.has(pair)) continue;
      told.add(pair);
      found.push(problem(host, first, later));
    }
    return found;
  });
}

function clash(one: Taken, other: Taken): boolean {
  // A second flanneld is refused as such.
  if (one.self.kind === 'flanneld' && other.self.kind === 'flanneld') return false;
  if (one.self === other.self || one.open.port === undefined || one.open.port !== other.open.port) return false;
  if (one.open.protocol !== other.open.protocol || (isNamed(one) && isNamed(other))) return false;
  const [a, b] = [one.open.address, other.open.address];
  return isEverywhere(a) || isEverywhere(b) || a === b || (isLoopback(a) && isLoopback(b));
}

function isNamed({ open, self }: Taken): boolean {
  return [...self.settings.ports.values()].some(({ value }) => value === open.port);
}

function problem(host: Host, first: Taken, later: Taken): Diagnostic {
  return diagnostic('UC112', {
    message: `port ${later.open.port} is used twice on host \`${host.name}\``,
    label: `\`${later.self.name}\` and \`${first.self.name}\` listen on it`,
    specPath: placeOf(later),
    related: [{ file: '', message: `\`${first.self.name}\` takes it`, specPath: placeOf(first) }],
  });
}

function placeOf({ open, self }: Taken): SpecPath {
  return lastSpecPath(open.from) ?? [self.section, self.name];
}
