import type { Entries } from '../entry.ts';
import { head, spec } from '../examples.ts';

const cluster = (more: string, version = '1.20.2', roles = '[etcd, control-plane]') => `${head}kubernetes:
  version: "${version}"
  kubeadm: true
${more}hosts:
  master-1: { address: 192.168.122.2, roles: ${roles} }
etcd: { version: "3.4.13" }
`;
const withComponents = (components: string, version?: string) =>
  `${cluster('', version)}components:\n  ${components}\n`;
const two = (components: string) => `${head}kubernetes:
  version: "1.20.2"
  kubeadm: true
  controlPlaneEndpoint: https://api.lab.example:6443
etcd: { version: "3.4.13" }
hosts:
  etcd-1: { address: 192.168.122.9, roles: [etcd] }
  master-1: { address: 192.168.122.2, roles: [control-plane] }
  master-2: { address: 192.168.122.3, roles: [control-plane]${components} }
`;

/** UC190 to UC199: what kubeadm runs. */
export const kubeadmEntries = {
  UC190: {
    name: 'kubeadm-too-old',
    severity: 'error',
    title: 'kubeadm has no such configuration in this version',
    what: '`kubernetes.kubeadm` against the version of Kubernetes. Before 1.10 the configuration of kubeadm has no place for the runtime, for taints and for an endpoint of several API servers.',
    why: 'kubeadm would refuse the file, or make another cluster than the spec says',
    cure: 'write a `kubernetes.version` of 1.10 or newer, or leave `kubeadm` out',
    bad: spec(cluster('', '1.9.1')),
    good: spec(cluster('', '1.10.0')),
  },
  UC191: {
    name: 'kubeadm-without-effect',
    severity: 'error',
    title: 'A setting has no effect on what kubeadm runs',
    what: 'Settings under `components` for the programs that kubeadm runs as pods, or has run (kube-proxy), and certificates and images that it chooses itself. Of kube-apiserver, kube-controller-manager and kube-scheduler it passes on `flags`, `args`, `env` and `mounts`; the kubelet takes `flags`, `args`, `env`, `command`, `criSocket`, `cni` and `unit`.',
    why: 'kubeadm decides this itself, so that the cluster would not be what the spec says',
    cure: 'take the setting away',
    bad: spec(withComponents('kube-apiserver: { target: docker }')),
    good: spec(withComponents('kube-apiserver: { flags: { v: 2 } }')),
  },
  UC192: {
    name: 'kubeadm-with-flannel',
    severity: 'error',
    title: '`flannel` does not reach the pods of a cluster by kubeadm',
    what: '`flannel` gives each host a subnet and docker its bridge in it. Kubelets that kubeadm configures ask network plugins instead.',
    why: 'pods on different hosts would not reach each other, although flannel runs',
    cure: 'take `flannel` away, name the network of pods in `cluster-cidr` of kube-controller-manager, and apply a network add-on, such as kube-flannel, after `kubeadm init`',
    bad: spec(`${cluster('')}flannel: {}\n`),
    good: spec(withComponents('kube-controller-manager: { flags: { cluster-cidr: 10.244.0.0/16 } }')),
  },
  UC193: {
    name: 'kubeadm-control-plane-differs',
    severity: 'error',
    title: 'kubeadm starts the control plane alike on all hosts',
    what: 'From 1.12 on one document, which `kubeadm init` keeps in the cluster, says how kube-apiserver, kube-controller-manager and kube-scheduler are started. Only the port of the API, `secure-port`, may differ.',
    why: 'hosts that join would get the settings of the first one',
    cure: 'write the setting under `components` of the spec or of the role `control-plane`',
    bad: spec(two(', components: { kube-apiserver: { flags: { v: 4 } } }')),
    good: spec(two('')),
  },
  UC194: {
    name: 'kubeadm-idle',
    severity: 'error',
    title: 'No host has anything to do for kubeadm',
    what: 'kubeadm makes hosts of the role `control-plane` its control plane, and those of the role `node` its nodes.',
    why: 'a key without effect says something that is not true',
    cure: 'give hosts the role `control-plane` or `node`, or leave `kubeadm` out',
    bad: spec(cluster('', '1.20.2', '[etcd]')),
    good: spec(cluster('')),
  },
  UC195: {
    name: 'kubeadm-endpoint',
    severity: 'error',
    title: 'kubeadm cannot use this endpoint',
    what: '`kubernetes.controlPlaneEndpoint` is handed to kubeadm as a host and a port; the API is served by https.',
    why: 'kubeadm would refuse its configuration',
    cure: 'write a URL such as `https://api.lab.example:6443`',
    bad: spec(cluster('  controlPlaneEndpoint: http://192.168.122.2:8080\n')),
    good: spec(cluster('  controlPlaneEndpoint: https://192.168.122.2:6443\n')),
  },
  UC196: {
    name: 'kubeadm-form',
    severity: 'error',
    title: 'The configuration of kubeadm has no place for this',
    what: 'Whether the form that this version of kubeadm reads can say what the spec says: arguments are a name and a value, each once before 1.31; environments begin with 1.31; mounts are `ro` or `rw`; a default of kubeadm can be replaced but not taken away.',
    why: 'it would be lost',
    cure: 'say it in another way, or leave it out',
    bad: spec(withComponents('kube-apiserver: { env: { GOMAXPROCS: 4 } }')),
    good: spec(withComponents('kube-apiserver: { env: { GOMAXPROCS: 4 } }', '1.31.0')),
  },
  UC197: {
    name: 'kubeadm-etcd-too-old',
    severity: 'error',
    title: 'kubeadm refuses such an old etcd',
    what: 'The version of etcd against the oldest that the check of `kubeadm init` accepts for an external etcd.',
    why: '`kubeadm init` would end with an error before it does anything',
    cure: 'write a newer `etcd.version`',
    bad: spec(cluster('').replace('3.4.13', '3.1.0')),
    good: spec(cluster('')),
  },
} as const satisfies Entries;
