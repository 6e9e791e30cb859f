/** What is of one host: its name, its runtime, its kubelet's flags, the address of its API server. */
import { byDefault, derived, fromSpec, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Host, Instance } from '../../model/cluster.ts';
import { bindPort, isApi, type Kubeadm } from '../../model/kubeadm.ts';
import { cniDirectories, flexVolumeDirectory, isFlexVolumeConfigured } from '../../model/kubeadm-paths.ts';
import { isIpAddress } from '../../model/network-address.ts';
import { cloudArguments, type ExtraArgument, extraArguments, flagArguments } from './extra-arguments.ts';
import { type Entry, type SourcedYaml, yamlMap } from './sourced-yaml.ts';

/** `nodeRegistration`, or in v1alpha1 its fields by themselves. */
export function registration(cluster: Cluster, kubeadm: Kubeadm, host: Host): Entry[] {
  const kubelet = host.managed.find(({ name }) => name === 'kubelet');
  const override = kubelet?.settings.flags.get('hostname-override');
  const name: Sourced<string> =
    override === undefined || override.value === null
      ? sourced(host.name, derived('the name of the host'))
      : { value: String(override.value), from: override.from };
  const socket = socketOf(cluster, kubelet);
  if (kubeadm.api === 'v1alpha1') {
    const free = isFree(host) && sourced(true, fromSpec('hosts', host.name, 'roles'));
    return [['nodeName', name], ['criSocket', socket], ...(free ? [['noTaintMaster', free] as const] : [])];
  }
  const fields = yamlMap(
    ['name', name],
    ['criSocket', socket],
    ['taints', isFree(host) ? { value: [], from: [fromSpec('hosts', host.name, 'roles')] } : undefined],
    ['kubeletExtraArgs', kubelet && kubeletArguments(cluster, kubeadm, kubelet)],
  );
  return [['nodeRegistration', fields]];
}

/** A host of the control plane that is a node too takes pods: no taint keeps them away. */
function isFree({ roles }: Host): boolean {
  return roles.includes('control-plane') && roles.includes('node');
}

/** A URL from 1.24 on; before, kubeadm takes paths at every version and URLs at some. */
function socketOf({ kubernetes: { version } }: Cluster, kubelet: Instance | undefined): Sourced<string> | undefined {
  const socket = kubelet?.settings.criSocket;
  if (socket === undefined || atLeast(version.value, '1.24')) return socket;
  return { value: socket.value.replace(/^unix:\/\//, ''), from: mergeProvenance(socket.from, version.from) };
}

function kubeletArguments(cluster: Cluster, kubeadm: Kubeadm, kubelet: Instance): SourcedYaml | undefined {
  const { version } = cluster.kubernetes;
  const { os, release, cgroupDriver } = cluster.system;
  const { cni, criSocket } = kubelet.settings;
  const flexVolumes = flexVolumeDirectory(cluster);
  const defaults: ExtraArgument[] = [];
  const add = (name: string, value: Sourced<string> | undefined) => {
    if (value !== undefined) defaults.push({ name, value });
  };
  // From 1.12 on it stands in the KubeletConfiguration of the cluster.
  if (kubeadm.api === 'v1alpha2' && cgroupDriver !== undefined) {
    add('cgroup-driver', sourced(cgroupDriver, byDefault(`host system ${os} ${release}`)));
  }
  if (cni !== undefined && criSocket === undefined && !atLeast(version.value, '1.24')) {
    const { binDir, confDir } = cniDirectories(kubelet);
    add('cni-bin-dir', binDir);
    add('cni-conf-dir', confDir);
  }
  if (!isFlexVolumeConfigured(cluster)) add('volume-plugin-dir', flexVolumes);
  defaults.push(...cloudArguments(cluster, 'kubelet'));
  const flags = flagArguments(kubelet).filter(({ name }) => name !== 'hostname-override');
  return extraArguments(kubeadm, defaults, flags);
}

/** Of the API server on this host; a host that is known by a DNS name leaves the address to kubeadm. */
export function localEndpoint(cluster: Cluster, kubeadm: Kubeadm, host: Host): Entry[] {
  const { endpoint } = cluster.kubernetes;
  const address = isIpAddress(host.address.value) ? host.address : undefined;
  const port = bindPort(cluster, host);
  if (isApi(kubeadm.api, 'v1alpha3')) {
    const key = isApi(kubeadm.api, 'v1beta1') ? 'localAPIEndpoint' : 'apiEndpoint';
    return [[key, yamlMap(['advertiseAddress', address], ['bindPort', port])]];
  }
  const shared = endpoint && { value: hostAndPort(endpoint.value), from: endpoint.from };
  return [['api', yamlMap(['advertiseAddress', address], ['bindPort', port], ['controlPlaneEndpoint', shared])]];
}

/** `URL` leaves out the port that is the scheme's own. */
export function hostAndPort(url: URL): string {
  return `${url.hostname}:${url.port || 443}`;
}
