/** What flannel needs on a host besides its own unit: docker's drop-in, and the network key where etcd is. */
import type { HostPart } from '../target.ts';
import { dockerDropIn } from './docker-drop-in.ts';
import { networkConfiguration } from './network-configuration.ts';

export { dockerDropIn } from './docker-drop-in.ts';

export const flannelFiles: HostPart = ({ flannel }, host, context) => {
  if (flannel === undefined) return [];
  return [
    ...(host.instances.some(({ kind }) => kind === 'flanneld') ? dockerDropIn(flannel, context) : []),
    ...(host.instances.some(({ name }) => name === 'etcd') ? networkConfiguration(flannel, context) : []),
  ];
};
