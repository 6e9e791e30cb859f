import { addressesEntries } from './addresses.ts';
import { componentsEntries } from './components.ts';
import { etcdEntries } from './etcd.ts';
import { flagsEntries } from './flags.ts';
import { flannelEntries } from './flannel.ts';
import { hostMattersEntries } from './host-matters.ts';
import { hostsEntries } from './hosts.ts';
import { installEntries } from './install.ts';
import { kubeadmEntries } from './kubeadm.ts';
import { nodesEntries } from './nodes.ts';
import { programsEntries } from './programs.ts';
import { releasesEntries } from './releases.ts';
import { servicesEntries } from './services.ts';

/** UC1xx: what a cluster means as a whole. */
export const modelEntries = {
  ...addressesEntries,
  ...componentsEntries,
  ...etcdEntries,
  ...flagsEntries,
  ...flannelEntries,
  ...hostsEntries,
  ...hostMattersEntries,
  ...installEntries,
  ...kubeadmEntries,
  ...nodesEntries,
  ...programsEntries,
  ...releasesEntries,
  ...servicesEntries,
};
