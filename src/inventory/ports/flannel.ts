/** What carries the packets of pods between hosts (flannel's Documentation/backends.md), and flanneld's health. */
import { mergeProvenance } from '../../core/provenance.ts';
import type { Cluster, Host } from '../../model/cluster.ts';
import type { GivenFlags } from './command-line.ts';
import type { Listener } from './item.ts';
import { listening } from './listener.ts';

export function flannelPorts(flags: GivenFlags, { flannel }: Cluster, host: Host): Listener[] {
  const health = listening({
    ...{ flags, addressFlags: ['healthz-ip'], portFlags: ['healthz-port'], address: '0.0.0.0', port: 0 },
    ...{ for: 'monitoring', note: 'without login' },
  });
  if (flannel === undefined) return health;
  const { backend } = flannel;
  const { type, port } = backend.value;
  const carrier = { for: 'hosts with flannel', from: backend.from } as const;
  switch (type) {
    case 'vxlan':
      return [{ ...carrier, protocol: 'udp', address: '0.0.0.0', port: port ?? 8472 }, ...health];
    case 'udp': {
      const from = mergeProvenance(backend.from, host.address.from);
      return [{ ...carrier, protocol: 'udp', address: host.address.value, port: port ?? 8285, from }, ...health];
    }
    case 'ipip':
      return [{ ...carrier, protocol: 'ipip', address: '0.0.0.0', note: 'IP protocol 4' }, ...health];
    case 'host-gw':
      return health;
  }
}
