/** What flannel needs on a host besides its own unit: docker's drop-in, and the network key where etcd is. */
import type { HostPart } from '../target.ts';
import { dockerDropIn } from './docker-drop-in.ts';
import { networkConfiguration } from './network-configuration.ts';

export { dockerDropIn } from './docker-drop-in.ts';

export const flannelFiles: HostPart = (cluster, host, context) => {
  const { flannel } = cluster;
  if (flannel === undefined) return [];
  const etcd = host.instances.find(({ name }) => name === 'etcd');
  return [
    ...(host.instances.some(({ kind }) => kind === 'flanneld') ? dockerDropIn(flannel, context) : []),
    ...(etcd === undefined ? [] : networkConfiguration(cluster, flannel, etcd, context)),
  ];
};
