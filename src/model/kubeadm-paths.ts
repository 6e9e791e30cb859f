/** Directories of plugins on hosts of kubeadm: network add-ons and storage drivers write programs into them. */
import { byDefault, mergeProvenance, type Sourced, sourced } from '../core/provenance.ts';
import { atLeast } from '../core/version.ts';
import type { Cluster, Instance } from './cluster.ts';
import type { CniSetting } from './settings.ts';

const standard: CniSetting = {
  binDir: sourced('/opt/cni/bin', byDefault('CNI')),
  confDir: sourced('/etc/cni/net.d', byDefault('CNI')),
};

export function cniDirectories({ settings }: Instance): CniSetting {
  return settings.cni ?? standard;
}

/** Whether the configuration of kubelets can name that directory; before, a flag does. */
export function isFlexVolumeConfigured({ kubernetes: { version } }: Cluster): boolean {
  return atLeast(version.value, '1.20');
}

/**
 * The kubelet and the controller-manager make a directory of FlexVolume drivers below /usr, and do not start
 * where that is read-only (kubernetes.io, "Troubleshooting kubeadm"). Undefined on other hosts.
 */
export function flexVolumeDirectory({ system, systemFrom }: Cluster): Sourced<string> | undefined {
  if (system.readOnlyUsr !== true) return undefined;
  const own = byDefault(`host system ${system.os} ${system.release}: /usr is read-only`);
  return { value: '/opt/libexec/kubernetes/kubelet-plugins/volume/exec', from: mergeProvenance([own], systemFrom) };
}
