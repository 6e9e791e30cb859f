/** Cluster → the ports that its hosts have open: what a firewall has to know. */
import { components } from '../../components/registry.ts';
import type { Cluster, Host, Instance } from '../../model/cluster.ts';
import { type GivenFlags, givenFlags } from './command-line.ts';
import { flannelPorts } from './flannel.ts';
import type { Listener, OpenPort } from './item.ts';
import { kubeadmFlags } from './kubeadm.ts';
import {
  apiserverPorts,
  controllerManagerPorts,
  kubeletPorts,
  nodePortRange,
  proxyPorts,
  schedulerPorts,
} from './kubernetes.ts';
import { listeningAt } from './listener.ts';

export { portClashes } from './clashes.ts';
export { componentClashes } from './component-clashes.ts';
export type { Audience, OpenPort } from './item.ts';
export { printPlace, printPortTable } from './table.ts';

/**
 * By host, then component, as programs start with what the spec says: what somebody writes into a file on a host, or
 * into one that `--config` names, is not known.
 */
export function openPorts(cluster: Cluster): OpenPort[] {
  const nodePorts = nodePortRange(flagsOfFirst(cluster, 'kube-apiserver'));
  return cluster.hosts.flatMap((host) =>
    [...host.instances, ...host.managed].flatMap((self) =>
      listenersOf(self, { cluster, host, nodePorts }).map((one) => ({ host: host.name, component: self.name, ...one })),
    ),
  );
}

function flagsOf(cluster: Cluster, self: Instance): GivenFlags {
  if (self.host.managed.includes(self)) return kubeadmFlags(cluster, self);
  const definition = components.get(self.kind);
  return definition === undefined ? new Map() : givenFlags(definition.workload(cluster, self));
}

function flagsOfFirst(cluster: Cluster, kind: string): GivenFlags | undefined {
  for (const host of cluster.hosts) {
    const found = [...host.instances, ...host.managed].find((self) => self.kind === kind);
    if (found !== undefined) return flagsOf(cluster, found);
  }
  return undefined;
}

interface Context {
  readonly cluster: Cluster;
  readonly host: Host;
  readonly nodePorts: Listener[];
}

function listenersOf(self: Instance, { cluster, host, nodePorts }: Context): Listener[] {
  const flags = flagsOf(cluster, self);
  switch (self.kind) {
    case 'etcd':
      return etcdPorts(flags);
    case 'kube-apiserver':
      return apiserverPorts(flags, cluster);
    case 'kube-controller-manager':
      return controllerManagerPorts(flags, cluster);
    case 'kube-scheduler':
      return schedulerPorts(flags, cluster);
    case 'kubelet':
      return kubeletPorts(flags, cluster);
    case 'kube-proxy':
      return proxyPorts(flags, cluster, nodePorts);
    case 'flanneld':
      return flannelPorts(flags, cluster, host);
    default:
      // What unitc knows nothing of but what the spec says.
      return [...self.settings.ports.values()].map(({ value, from }) => ({
        ...{ protocol: 'tcp', address: '0.0.0.0', port: value, for: 'anybody', from },
      }));
  }
}

/** Certificates are asked for where an authority for them is named: with `ca-file` alone in etcd 2.0. */
function etcdPorts(flags: GivenFlags): Listener[] {
  const login = (prefix: string) =>
    flags.get(`${prefix}client-cert-auth`)?.value === 'true' || flags.has(`${prefix}ca-file`)
      ? {}
      : { note: 'without login' };
  const clients = { for: 'clients of etcd', ...login('') } as const;
  return [
    ...listeningAt(flags, 'listen-client-urls', clients),
    ...listeningAt(flags, 'listen-client-http-urls', clients),
    ...listeningAt(flags, 'listen-peer-urls', { for: 'members', ...login('peer-') }),
    ...listeningAt(flags, 'listen-metrics-urls', { for: 'monitoring', note: 'without login' }),
  ];
}
