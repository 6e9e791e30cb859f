import type { PackageVariable } from '../kubernetes/package-variables.ts';

/** Of the packages' kube-apiserver.service, in its order. */
export const apiserverVariables: readonly PackageVariable[] = [
  { name: 'KUBE_LOGTOSTDERR', flags: ['logtostderr'], comment: 'Where logs go' },
  { name: 'KUBE_LOG_LEVEL', flags: ['v'], comment: 'How much is logged: 0 is least' },
  {
    name: 'KUBE_ETCD_SERVERS',
    flags: ['etcd-servers', 'etcd-cafile', 'etcd-certfile', 'etcd-keyfile'],
    comment: 'The members of etcd, separated by commas, and how to log in to them',
  },
  {
    name: 'KUBE_API_ADDRESS',
    flags: ['insecure-bind-address', 'address', 'bind-address'],
    comment: 'The address on this host to listen to',
  },
  {
    name: 'KUBE_API_PORT',
    flags: ['insecure-port', 'port', 'secure-port'],
    comment: 'The port on this host to listen on',
  },
  { name: 'KUBELET_PORT', flags: ['kubelet-port'], comment: 'The port that kubelets listen on' },
  {
    name: 'KUBE_ALLOW_PRIV',
    flags: ['allow-privileged'],
    comment: 'Whether pods may ask for privileged containers',
  },
  {
    name: 'KUBE_SERVICE_ADDRESSES',
    flags: ['service-cluster-ip-range'],
    comment: 'The range of addresses for services',
  },
  {
    name: 'KUBE_ADMISSION_CONTROL',
    flags: ['admission-control', 'enable-admission-plugins', 'disable-admission-plugins'],
    comment: 'The admission plugins',
  },
  { name: 'KUBE_API_ARGS', flags: [], comment: 'Any other flags' },
];
