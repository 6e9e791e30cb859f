import { diagnostic } from '../../core/diagnostic.ts';
import type { Sourced } from '../../core/provenance.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import { parseIp } from '../../spec/ip-address.ts';
import { type Network, overlap, parseNetwork } from '../../spec/ip-network.ts';
import type { Cluster } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

interface Named {
  /** With its article: `the network of pods`. */
  readonly what: string;
  readonly value: Sourced<string>;
  readonly path: SpecPath;
  readonly network: Network;
}

/** Pods, services and hosts have to be apart; what is a DNS name, or no network at all, is not judged here. */
export const networkOverlap: Rule = ({ cluster }, report) => {
  const networks = networksOf(cluster);
  for (const [index, one] of networks.entries()) {
    for (const other of [...networks.slice(0, index), ...hostsOf(cluster)]) {
      if (!overlap(one.network, other.network)) continue;
      report(
        diagnostic('UC163', {
          message: `${one.what} \`${one.value.value}\` overlaps ${other.what} \`${other.value.value}\``,
          specPath: settingPath(one.value, other.path),
          related: [{ file: '', message: other.what, specPath: other.path }],
        }),
      );
    }
  }
};

function networksOf({ kubernetes: { serviceCIDR }, flannel }: Cluster): Named[] {
  return [
    ...named('the network of services', serviceCIDR, ['kubernetes'], parseNetwork(serviceCIDR.value)),
    ...(flannel ? named('the network of pods', flannel.network, ['flannel'], parseNetwork(flannel.network.value)) : []),
  ];
}

function hostsOf({ hosts }: Cluster): Named[] {
  return hosts.flatMap(({ name, address }) => {
    const bytes = parseIp(address.value);
    return named(`the address of \`${name}\``, address, ['hosts', name], bytes && { bytes, prefix: bytes.length * 8 });
  });
}

function named(what: string, value: Sourced<string>, fallback: SpecPath, network: Network | undefined): Named[] {
  return network === undefined ? [] : [{ what, value, path: settingPath(value, fallback), network }];
}
