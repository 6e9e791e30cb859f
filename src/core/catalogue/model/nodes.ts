import type { Entries } from '../entry.ts';
import { head, master, spec } from '../examples.ts';

/** UC111, UC150 to UC152: what clients of the API need, on masters and on nodes. */
export const nodesEntries = {
  UC111: {
    name: 'trust-missing',
    severity: 'error',
    title: 'The control plane lacks certificates or credentials',
    what: 'What a version of Kubernetes needs of `pki`: from 1.20 on https, service account keys, and a kubeconfig for each client.',
    why: 'the component would end at once, on every start',
    cure: 'give the paths under `pki`',
    bad: spec(`host: { os: generic }
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "1.20.2" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`),
    good: spec(master),
  },
  UC150: {
    name: 'node-login',
    severity: 'error',
    title: 'A node cannot find the API or log in to it',
    what: 'How kubelet and kube-proxy reach the API: from 1.8 on a kubelet only by a kubeconfig, with https both need one.',
    why: 'the node would never join; a kubelet without a kubeconfig runs alone and reports nothing',
    cure: 'write the paths of their kubeconfig files under `pki.kubeconfigs`, as `kubelet` and `proxy`',
    bad: spec(`${head}kubernetes: { version: "1.9.1" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  node-1: { address: 192.168.122.3, roles: [node] }
`),
    good: spec(`${head}kubernetes: { version: "1.9.1" }
pki: { kubeconfigs: { kubelet: /etc/kubernetes/kubelet.kubeconfig } }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  node-1: { address: 192.168.122.3, roles: [node] }
`),
  },
  UC151: {
    name: 'container-runtime',
    severity: 'error',
    title: 'A kubelet has no container runtime',
    what: 'Kubernetes 1.24 dropped dockershim: from then on a kubelet talks to containerd, CRI-O or another runtime by its socket, and no docker unit runs it.',
    why: 'the kubelet would end at once, on every start',
    cure: 'write `target: host` and `criSocket`, for example `unix:///run/containerd/containerd.sock`',
    bad: spec(`host: { os: fedora-coreos }
pki: { kubeconfigs: { kubelet: /etc/kubernetes/kubelet.kubeconfig, proxy: /etc/kubernetes/proxy.kubeconfig } }
hosts:
  node-1: { address: 192.168.122.3, roles: [node] }
components:
  kubelet: { target: host }
`),
    good: spec(`host: { os: fedora-coreos }
pki: { kubeconfigs: { kubelet: /etc/kubernetes/kubelet.kubeconfig, proxy: /etc/kubernetes/proxy.kubeconfig } }
hosts:
  node-1: { address: 192.168.122.3, roles: [node] }
components:
  kubelet: { target: host, criSocket: "unix:///run/containerd/containerd.sock" }
`),
    references: ['https://kubernetes.io/docs/setup/production-environment/container-runtimes/'],
  },
  UC152: {
    name: 'no-name-service',
    severity: 'warning',
    title: 'The network of services has no address for the name service',
    what: 'Pods look names up at the tenth address of `kubernetes.serviceCIDR`.',
    why: 'pods would look up the names of services where the host looks up its own',
    cure: 'choose a network of at least 16 addresses, or write the flag `cluster-dns` of the kubelet',
    bad: spec(`${head}kubernetes: { serviceCIDR: 10.254.0.0/29 }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane, node] }
`),
    good: spec(`${head}kubernetes: { serviceCIDR: 10.254.0.0/16 }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane, node] }
`),
  },
} as const satisfies Entries;
