/**
 * `npm run test:cluster [-- --only ID[,GROUP.*…]] [-- --project DIR] [-- --prepare]`: boots Debian machines in one network, unpacks
 * the tarballs of golden/cluster-* there with real Kubernetes, reboots, and looks whether clusters come up and stay.
 */
import { checkRequirements } from '../machine/library/requirements.ts';
import { runSuite } from '../machine/library/suite.ts';
import { ClusterLab } from './library/cluster-lab.ts';
import { clusterFlavour } from './library/flavour.ts';
import { clusterDir, kubernetes } from './library/kubernetes.ts';
import { steps } from './steps/index.ts';

const packages = {
  'apt-get': 'apt',
  'dpkg-source': 'dpkg-dev',
  rsync: 'rsync',
  make: 'make',
  bash: 'bash',
};

await runSuite<ClusterLab>({
  folder: clusterDir,
  steps,
  flavour: clusterFlavour,
  check: () => checkRequirements(packages),
  prepare: kubernetes,
  open: ClusterLab.open,
});
