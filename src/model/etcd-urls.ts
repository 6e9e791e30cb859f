/** The URLs of one etcd member. */
import { byDefault, derived, mergeProvenance, type Sourced } from '../core/provenance.ts';
import type { Cluster, Instance } from './cluster.ts';

export interface MemberUrls {
  /** What clients on other hosts use. */
  readonly advertised: Sourced<string>;
  /** The host's own address and loopback: nothing else is opened. */
  readonly listen: Sourced<string>;
}

function portOf(self: Instance, name: string): Sourced<number> {
  return self.settings.ports.get(name) ?? { value: name === 'peer' ? 2380 : 2379, from: [byDefault('component etcd')] };
}

function hostPart(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** https where pki has certificates for etcd. */
export function clientUrls(cluster: Cluster, self: Instance): MemberUrls {
  const scheme = cluster.pki.etcd === undefined ? 'http' : 'https';
  const port = portOf(self, 'client');
  const { address } = self.host;
  const from = mergeProvenance([derived("the host's address and the client port")], address.from, port.from);
  const advertised = `${scheme}://${hostPart(address.value)}:${port.value}`;
  return {
    advertised: { value: advertised, from },
    listen: { value: `${advertised},${scheme}://127.0.0.1:${port.value}`, from },
  };
}

export function peerUrl(cluster: Cluster, self: Instance): Sourced<string> {
  const scheme = cluster.pki.etcd === undefined ? 'http' : 'https';
  const port = portOf(self, 'peer');
  const { address } = self.host;
  return {
    value: `${scheme}://${hostPart(address.value)}:${port.value}`,
    from: mergeProvenance([derived("the host's address and the peer port")], address.from, port.from),
  };
}
