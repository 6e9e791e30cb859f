/** The URLs of one etcd member. */
import { byDefault, derived, mergeProvenance, type Sourced } from '../core/provenance.ts';
import { bracketed, parseIp } from '../spec/ip-address.ts';
import { type Cluster, type Instance, membersOf } from './cluster.ts';

export interface MemberUrls {
  /** What other hosts use. */
  readonly advertised: Sourced<string>;
  /** The host's own address, for clients loopback too: nothing else is opened where the address is known. */
  readonly listen: Sourced<string>;
}

function portOf(self: Instance, name: string): Sourced<number> {
  return self.settings.ports.get(name) ?? { value: name === 'peer' ? 2380 : 2379, from: [byDefault('component etcd')] };
}

/** https where pki has certificates for etcd. */
export function clientUrls(cluster: Cluster, self: Instance): MemberUrls {
  return urlsOf(cluster, self, 'client');
}

export function peerUrls(cluster: Cluster, self: Instance): MemberUrls {
  return urlsOf(cluster, self, 'peer');
}

function urlsOf({ pki }: Cluster, self: Instance, name: 'client' | 'peer'): MemberUrls {
  const scheme = pki.etcd === undefined ? 'http' : 'https';
  const port = portOf(self, name);
  const { address } = self.host;
  const from = mergeProvenance([derived(`the host's address and the ${name} port`)], address.from, port.from);
  const advertised = `${scheme}://${bracketed(address.value)}:${port.value}`;
  // etcd 3.2 and later listen to addresses only (measured with 3.4: "expected IP in URL for binding").
  if (parseIp(address.value) === undefined) {
    const rule = derived('etcd listens to no name, so to all addresses of the host');
    const all = { value: `${scheme}://0.0.0.0:${port.value}`, from: mergeProvenance([rule], from) };
    return { advertised: { value: advertised, from }, listen: all };
  }
  const listen = name === 'peer' ? advertised : `${advertised},${scheme}://127.0.0.1:${port.value}`;
  return { advertised: { value: advertised, from }, listen: { value: listen, from } };
}

/** Where clients of the cluster's etcd find it: hosts of this spec, or elsewhere. Undefined where there is none. */
export function etcdServers(cluster: Cluster): Sourced<string[]> | undefined {
  if (!servers.has(cluster)) servers.set(cluster, resolveServers(cluster));
  return servers.get(cluster);
}

/** By cluster: the same for every API server and every flanneld. */
const servers = new WeakMap<Cluster, Sourced<string[]> | undefined>();

function resolveServers(cluster: Cluster): Sourced<string[]> | undefined {
  const external = cluster.externalEtcd;
  const urls = external ?? membersOf(cluster, 'etcd').map((member) => clientUrls(cluster, member).advertised);
  if (urls.length === 0) return undefined;
  const rule = external === undefined ? [derived('the client URLs of all etcd members')] : [];
  return {
    value: urls.map(({ value }) => value),
    from: mergeProvenance(
      rule,
      urls.flatMap(({ from }) => from),
    ),
  };
}
