/** What the kubelet is told, by version. */
import { byDefault, derived, mergeProvenance } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { addressIn } from '../../model/network-address.ts';
import type { DefaultFlag } from '../flags.ts';
import { nodeLogin, nodeName } from '../kubernetes/node.ts';
import { pauseOf } from '../kubernetes/pause-image.ts';
import { originOf } from '../kubernetes/shared-config.ts';

/** Where the kubelet keeps its state when it is not told. */
export const standardRoot = '/var/lib/kubelet';

export function kubeletFlags(cluster: Cluster, self: Instance): DefaultFlag[] {
  return [
    apiFlag(cluster),
    nodeLogin(cluster, 'kubelet'),
    nodeName(self),
    ...nameServiceFlags(cluster),
    cgroupFlag(cluster),
    ...loginFlags(cluster),
    rootFlag(self),
    pauseFlag(cluster, self),
    ...runtimeFlags(cluster, self),
    ...networkFlags(cluster, self),
    containerizedFlag(cluster, self),
  ];
}

/** From 1.8 on only a kubeconfig says where the API is. */
function apiFlag({ kubernetes: { version, endpoint } }: Cluster): DefaultFlag {
  if (endpoint === undefined || atLeast(version.value, '1.8')) return undefined;
  return ['api-servers', originOf(endpoint.value), endpoint.from];
}

/** The tenth address of the services' network, as the ansible scripts and kubeadm choose it. */
function nameServiceFlags({ kubernetes: { serviceCIDR, clusterDomain } }: Cluster): DefaultFlag[] {
  const address = addressIn(serviceCIDR.value, 10);
  const rule = derived("the tenth address of the services' network");
  return [
    address === undefined ? undefined : ['cluster-dns', address, mergeProvenance([rule], serviceCIDR.from)],
    ['cluster-domain', clusterDomain.value, clusterDomain.from],
  ];
}

/**
 * By itself a kubelet answers anybody. Where the API servers have a certificate for it, it asks for one,
 * and asks the API what its owner may do; the flags begin with 1.5.
 */
function loginFlags({ pki: { kubernetes }, kubernetes: { version } }: Cluster): DefaultFlag[] {
  if (kubernetes?.kubeletClient === undefined || !atLeast(version.value, '1.5')) return [];
  const { ca, kubeletClient } = kubernetes;
  const rule = derived('kubelets refuse whom they do not know where the API servers can log in');
  const from = mergeProvenance([rule], kubeletClient.cert.from);
  return [
    ['client-ca-file', ca.value, mergeProvenance([rule], ca.from)],
    ['anonymous-auth', false, from],
    ['authorization-mode', 'Webhook', from],
  ];
}

/** The kubelet's own default, cgroupfs, ends it where docker uses systemd's. */
function cgroupFlag({ system, kubernetes: { version } }: Cluster): DefaultFlag {
  if (system.cgroupDriver === undefined || !atLeast(version.value, '1.5')) return undefined;
  return ['cgroup-driver', system.cgroupDriver, [byDefault(`host system ${system.os} ${system.release}`)]];
}

function rootFlag({ settings: { dataDir } }: Instance): DefaultFlag {
  return dataDir && dataDir.value !== standardRoot ? ['root-dir', dataDir.value, dataDir.from] : undefined;
}

/** From the mirror, or as the kubelet would take it by itself; said in any case, so that it can be seen. */
function pauseFlag(cluster: Cluster, self: Instance): DefaultFlag {
  const pause = pauseOf(cluster, self);
  return pause && ['pod-infra-container-image', pause.pulled.value, pause.pulled.from];
}

/** `--container-runtime` is gone with 1.27; 1.24 and newer know only remote runtimes. */
function runtimeFlags({ kubernetes: { version } }: Cluster, { settings: { criSocket } }: Instance): DefaultFlag[] {
  if (criSocket === undefined) return [];
  return [
    atLeast(version.value, '1.24') ? undefined : ['container-runtime', 'remote', criSocket.from],
    ['container-runtime-endpoint', criSocket.value, criSocket.from],
  ];
}

/** With a remote runtime that runtime reads the directories; from 1.24 on there is no other. */
function networkFlags({ kubernetes: { version } }: Cluster, { settings }: Instance): DefaultFlag[] {
  const { cni, criSocket } = settings;
  if (cni === undefined || criSocket !== undefined || atLeast(version.value, '1.24')) return [];
  const from = mergeProvenance(cni.binDir.from, cni.confDir.from);
  return [
    ['network-plugin', 'cni', from],
    ['cni-bin-dir', cni.binDir.value, cni.binDir.from],
    ['cni-conf-dir', cni.confDir.value, cni.confDir.from],
  ];
}

/** Mounts volumes through /rootfs in the host's own name space; removed in 1.16. */
function containerizedFlag({ kubernetes: { version } }: Cluster, { settings: { target } }: Instance): DefaultFlag {
  return isContainerized(version.value, target.value) ? ['containerized', true, target.from] : undefined;
}

export function isContainerized(version: string, target: string): boolean {
  return target !== 'host' && !atLeast(version, '1.16');
}
