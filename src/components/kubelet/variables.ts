import { atLeast } from '../../core/version.ts';
import type { PackageVariable } from '../kubernetes/package-variables.ts';

/**
 * Of the packages' kubelet.service, in its order. A variable whose flag the version no longer knows is
 * left out, so that /etc/kubernetes/config, which all components read, does not bring the flag in.
 */
export function kubeletVariables(version: string): readonly PackageVariable[] {
  const api: PackageVariable = atLeast(version, '1.8')
    ? { name: 'KUBELET_KUBECONFIG', flags: ['kubeconfig'], comment: 'Where the API is, and how to log in to it' }
    : { name: 'KUBELET_API_SERVER', flags: ['api-servers'], comment: 'Where the API is' };
  const privileged: PackageVariable = {
    name: 'KUBE_ALLOW_PRIV',
    flags: ['allow-privileged'],
    comment: 'Whether pods may ask for privileged containers',
  };
  const pause: PackageVariable = {
    name: 'KUBELET_POD_INFRA_CONTAINER',
    flags: ['pod-infra-container-image'],
    comment: 'The image of the container that holds the network of a pod',
  };
  return [
    { name: 'KUBE_LOGTOSTDERR', flags: ['logtostderr'], comment: 'Where logs go' },
    { name: 'KUBE_LOG_LEVEL', flags: ['v'], comment: 'How much is logged: 0 is least' },
    api,
    { name: 'KUBELET_ADDRESS', flags: ['address'], comment: 'The address on this host to listen to' },
    { name: 'KUBELET_PORT', flags: ['port'], comment: 'The port on this host to listen on' },
    { name: 'KUBELET_HOSTNAME', flags: ['hostname-override'], comment: 'The name of this node' },
    ...(atLeast(version, '1.15') ? [] : [privileged]),
    ...(atLeast(version, '1.35') ? [] : [pause]),
    { name: 'KUBELET_ARGS', flags: [], comment: 'Any other flags' },
  ];
}

/** The start scripts of the distributions' images pass on what the first packages had, and the last variable. */
export function scriptVariables(version: string): readonly PackageVariable[] {
  const later = ['KUBELET_KUBECONFIG', 'KUBELET_POD_INFRA_CONTAINER'];
  return kubeletVariables(version).filter(({ name }) => !later.includes(name));
}
