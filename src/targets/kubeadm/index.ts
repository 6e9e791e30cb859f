/** What kubeadm reads on a host, and the kubelet that it uses. */
import type { HostPart } from '../target.ts';
import { kubeadmConfiguration } from './configuration-file.ts';

export { kubeadmKubelet } from './kubelet.ts';

export const kubeadmFiles: HostPart = (cluster, host, context) => {
  const { kubeadm } = cluster.kubernetes;
  return kubeadm === undefined ? [] : kubeadmConfiguration(cluster, kubeadm, host, context);
};
