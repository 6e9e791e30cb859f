import { boundsOfClient, capabilityNames, resourceValues } from './bounds.ts';
import { cloudConfiguration, cloudProvider } from './cloud.ts';
import { configFiles } from './config-files.ts';
import { certificatesForControlPlane, etcdForControlPlane } from './control-plane.ts';
import { derivedValues } from './derived/index.ts';
import { addressClash, portClash } from './duplicates.ts';
import { etcdCertificates, externalEndpoints, flannelNetworkElsewhere, oneEtcd } from './external-etcd.ts';
import { flagsOfVersion } from './flags.ts';
import { flanneldSettings, flannelEtcdApi, flannelNeeds } from './flannel.ts';
import { flannelBackend, flannelNetwork } from './flannel-network.ts';
import { flannelForPods } from './flannel-pods.ts';
import { dockerAge, idleHostKey } from './host-keys.ts';
import { idleComponent } from './idle-component.ts';
import { idlePort } from './idle-port.ts';
import { idleRole } from './idle-role.ts';
import { idleSetting } from './idle-setting.ts';
import { imageRules } from './image-rules.ts';
import { installCredentials, installPossible, installReaches, installValues } from './install.ts';
import { kubeadmEndpoint, kubeadmEtcd, kubeadmFlannel, kubeadmHosts, kubeadmVersion } from './kubeadm.ts';
import { kubeadmForm } from './kubeadm-form.ts';
import { kubeadmSameOnAll } from './kubeadm-same-on-all.ts';
import { kubeadmSettings } from './kubeadm-settings.ts';
import { launchPossible } from './launch.ts';
import { joiningMembers } from './membership.ts';
import { mountOptions } from './mounts.ts';
import { networkOverlap } from './networks.ts';
import { noHosts } from './no-hosts.ts';
import { containerRuntime, nameServiceAddress, nodeEndpoint, nodeLogin } from './node.ts';
import { packageLayering, repositorySource } from './packages.ts';
import { accountName, dataDirectory, numericUser, sharedState } from './paths.ts';
import { quorum } from './quorum.ts';
import { reservedName } from './reserved-name.ts';
import type { Rule } from './rule.ts';
import { selinuxSetting } from './selinux.ts';
import { containerName, serviceComplete, serviceName, stateOwner } from './services.ts';
import { snapshotsPossible } from './snapshots.ts';
import { targetSupported } from './target-supported.ts';

export const rules: readonly Rule[] = [
  idleRole,
  idleComponent,
  targetSupported,
  etcdForControlPlane,
  certificatesForControlPlane,
  portClash,
  addressClash,
  dataDirectory,
  sharedState,
  numericUser,
  quorum,
  reservedName,
  flagsOfVersion,
  derivedValues,
  flannelForPods,
  nodeLogin,
  nodeEndpoint,
  containerRuntime,
  nameServiceAddress,
  idleSetting,
  idlePort,
  accountName,
  flannelNeeds,
  flannelEtcdApi,
  flanneldSettings,
  flannelNetwork,
  flannelBackend,
  networkOverlap,
  ...imageRules,
  cloudProvider,
  cloudConfiguration,
  packageLayering,
  repositorySource,
  configFiles,
  idleHostKey,
  dockerAge,
  joiningMembers,
  serviceName,
  serviceComplete,
  containerName,
  stateOwner,
  mountOptions,
  oneEtcd,
  externalEndpoints,
  etcdCertificates,
  flannelNetworkElsewhere,
  noHosts,
  capabilityNames,
  resourceValues,
  boundsOfClient,
  selinuxSetting,
  kubeadmVersion,
  kubeadmHosts,
  kubeadmFlannel,
  kubeadmEndpoint,
  kubeadmEtcd,
  kubeadmSettings,
  kubeadmForm,
  kubeadmSameOnAll,
  launchPossible,
  installPossible,
  installReaches,
  installValues,
  installCredentials,
  snapshotsPossible,
];
