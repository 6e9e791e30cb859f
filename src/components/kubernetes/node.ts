/** What kubelet and kube-proxy have in common: the host's kernel, its name, its login. */
import { byDefault, derived, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { MountSetting } from '../../model/settings.ts';
import type { KernelNeeds } from '../../model/workload.ts';
import type { DefaultFlag } from '../flags.ts';

/**
 * Packets between pods pass the bridge, and have to pass iptables there for kube-proxy's rules to see
 * them (kubernetes.io, "Network Plugin Requirements"); packets to other hosts are forwarded.
 */
export function nodeKernel({ kubernetes: { serviceCIDR } }: Cluster): KernelNeeds {
  const rule = byDefault('nodes of Kubernetes');
  const on = sourced('1', rule);
  const sysctls = new Map([
    ['net.ipv4.ip_forward', on],
    ['net.bridge.bridge-nf-call-iptables', on],
    ['net.bridge.bridge-nf-call-ip6tables', on],
  ]);
  // A host that forwards IPv6 takes no router advertisements any more: only where pods need it.
  if (serviceCIDR.value.includes(':')) {
    const from = mergeProvenance([derived('services have IPv6 addresses')], serviceCIDR.from);
    sysctls.set('net.ipv6.conf.all.forwarding', { value: '1', from });
  }
  return { modules: [sourced('br_netfilter', rule)], sysctls };
}

/** The name of the host, so that kubelet and kube-proxy mean the same node, and certificates can name it. */
export function nodeName({ host }: Instance): DefaultFlag {
  return ['hostname-override', host.name, [derived('the name of the host')]];
}

/** `name` is the key under `pki.kubeconfigs`: `kubelet`. */
export function nodeLogin(cluster: Cluster, name: string): DefaultFlag {
  const file = cluster.pki.kubeconfigs.get(name);
  return file && ['kubeconfig', file.value, file.from];
}

export function hostMount(path: Sourced<string>, options: readonly string[], target = path.value) {
  const mount: Sourced<MountSetting> = { value: { source: path.value, target, options }, from: path.from };
  return mount;
}
