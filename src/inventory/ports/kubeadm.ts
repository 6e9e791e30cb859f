/** The flags that decide on ports where kubeadm starts a program: its own (kubernetes, cmd/kubeadm), then the spec's. */
import { byDefault, type Provenance } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { bindPort } from '../../model/kubeadm.ts';
import type { GivenFlags } from './command-line.ts';

const kubeadm: readonly Provenance[] = [byDefault('kubeadm')];

export function kubeadmFlags(cluster: Cluster, self: Instance): GivenFlags {
  const flags = new Map<string, { value: string; from: readonly Provenance[] }>();
  for (const [name, value] of Object.entries(ownFlags(cluster, self.kind))) flags.set(name, { value, from: kubeadm });
  for (const [name, { value, from }] of self.settings.flags) {
    if (value !== null) flags.set(name, { value: String(value), from });
  }
  const port = self.kind === 'kube-apiserver' ? bindPort(cluster, self.host) : undefined;
  if (port !== undefined) flags.set('secure-port', { value: String(port.value), from: port.from });
  return flags;
}

function ownFlags({ kubernetes: { version } }: Cluster, kind: string): Readonly<Record<string, string>> {
  switch (kind) {
    case 'kube-apiserver':
      return { 'insecure-port': '0' };
    case 'kube-controller-manager':
    case 'kube-scheduler':
      return {
        'bind-address': '127.0.0.1',
        address: '127.0.0.1',
        ...(atLeast(version.value, '1.20') && { port: '0' }),
      };
    case 'kubelet':
      return {
        'anonymous-auth': 'false',
        'cadvisor-port': '0',
        ...(atLeast(version.value, '1.11') && { 'read-only-port': '0' }),
      };
    default:
      return {};
  }
}
