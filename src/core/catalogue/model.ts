import type { Entries } from './entry.ts';
import { etcdEntries } from './etcd.ts';
import { flannelEntries } from './flannel.ts';
import { head, master, masterWith } from './spec-example.ts';

/** UC1xx: what a cluster means as a whole. */
export const modelEntries = {
  ...flannelEntries,
  ...etcdEntries,
  UC100: {
    name: 'unknown-component',
    severity: 'error',
    title: 'A component is not known',
    what: 'Each entry under `components` is a program that unitc knows, by its name or by its `kind`.',
    why: 'a component that nobody knows would silently not be there',
    cure: 'write a known name, or add a `kind`',
    bad: { kind: 'spec', text: masterWith('kube-apisever: { flags: { v: 2 } }') },
    good: { kind: 'spec', text: masterWith('kube-apiserver: { flags: { v: 2 } }') },
  },
  UC101: {
    name: 'unknown-release',
    severity: 'error',
    title: 'A host system has no such release',
    what: '`host.release` names a row of the table of host systems, which decides the version of systemd and the paths of docker and runc.',
    why: 'what a unit may say depends on the release',
    cure: 'write a release of the table, or `generic` with `host.systemd`',
    bad: {
      kind: 'spec',
      text: `host: { os: centos-atomic, release: "6" }
hosts: { master-1: { address: 192.168.122.2, roles: [etcd] } }
`,
    },
    good: {
      kind: 'spec',
      text: `host: { os: centos-atomic, release: "7" }
hosts: { master-1: { address: 192.168.122.2, roles: [etcd] } }
`,
    },
  },
  UC102: {
    name: 'kind-changed',
    severity: 'error',
    title: 'A component is given another kind',
    what: 'The names of the standard components are their kinds; only other names may choose one.',
    why: 'a unit named after one program that runs another misleads everybody',
    cure: 'give the entry another name, such as `etcd-events`',
    bad: { kind: 'spec', text: masterWith('kube-scheduler: { kind: etcd }') },
    good: {
      kind: 'spec',
      text: masterWith('etcd-events: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }'),
    },
  },
  UC103: {
    name: 'no-default-image',
    severity: 'error',
    title: 'There is no default image',
    what: 'A default image exists only where a family published one whose tags are the versions of the program.',
    why: 'unitc does not guess an image',
    cure: 'write `image:` with a tag or a digest',
    bad: { kind: 'spec', text: masterWith('etcd: { family: distribution }') },
    good: {
      kind: 'spec',
      text: masterWith('etcd: { family: distribution, image: "registry.lab:5000/centos/etcd:3.1.0" }'),
    },
  },
  UC104: {
    name: 'retired-image',
    severity: 'warning',
    title: 'A default image is not served any more',
    what: 'The registries of Fedora Atomic and CentOS Atomic, and the first ones of Kubernetes, are gone.',
    why: 'the first start would wait for a registry that does not answer',
    cure: 'copy the image to a registry of yours and name it in `images.mirror`',
    bad: {
      kind: 'spec',
      text: `host: { os: centos-atomic }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`,
    },
    good: { kind: 'spec', text: master },
  },
  UC105: {
    name: 'endpoint-not-a-url',
    severity: 'error',
    title: 'The control plane endpoint is not a URL',
    what: '`kubernetes.controlPlaneEndpoint` is the URL by which every host reaches the API.',
    why: 'ports and addresses of the API server are taken from it',
    cure: 'write it as `http://ADDRESS:PORT` or `https://ADDRESS:PORT`',
    bad: {
      kind: 'spec',
      text: `${master}kubernetes: { controlPlaneEndpoint: "http://[::1" }
`,
    },
    good: {
      kind: 'spec',
      text: `${master}kubernetes: { controlPlaneEndpoint: "http://192.168.122.2:8080" }
`,
    },
  },
  UC106: {
    name: 'endpoint-needed',
    severity: 'error',
    title: 'Several API servers have no common endpoint',
    what: 'With one control-plane host its own address is the endpoint; with several, clients need one name for all.',
    why: 'unitc cannot know the load balancer or the virtual address',
    cure: 'write `kubernetes.controlPlaneEndpoint`',
    bad: {
      kind: 'spec',
      text: `${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd, control-plane] }
  b: { address: 10.0.0.2, roles: [control-plane] }
`,
    },
    good: {
      kind: 'spec',
      text: `${head}kubernetes: { controlPlaneEndpoint: "http://10.0.0.9:8080" }
hosts:
  a: { address: 10.0.0.1, roles: [etcd, control-plane] }
  b: { address: 10.0.0.2, roles: [control-plane] }
`,
    },
  },
  UC107: {
    name: 'idle-role',
    severity: 'error',
    title: 'No component runs on a role',
    what: 'Roles are names; a component runs on the roles in its `on`.',
    why: 'a host with a role that nothing runs on lacks what was meant',
    cure: "write the role that was meant, or name it in a component's `on`",
    bad: {
      kind: 'spec',
      text: `${head}hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plan] }
`,
    },
    good: { kind: 'spec', text: master },
  },
  UC108: {
    name: 'idle-component',
    severity: 'warning',
    title: 'Settings are for a component that runs nowhere',
    what: 'The settings of a component matter only on hosts that run it.',
    why: 'a setting that has no effect hides a mistake',
    cure: 'give a host the role that runs it, or remove the settings',
    bad: {
      kind: 'spec',
      text: `${head}hosts:
  etcd-1: { address: 192.168.122.2, roles: [etcd] }
components:
  kube-scheduler: { flags: { v: 2 } }
`,
    },
    good: {
      kind: 'spec',
      text: `${head}hosts:
  etcd-1: { address: 192.168.122.2, roles: [etcd] }
components:
  etcd: { flags: { heartbeat-interval: 200 } }
`,
    },
  },
  UC109: {
    name: 'target-not-supported',
    severity: 'error',
    title: 'A component cannot run under a target',
    what: 'Each component names the targets under which it is known to work.',
    why: 'the unit would not do what the component needs',
    cure: "choose one of the component's targets",
    bad: { kind: 'spec', text: masterWith('etcd: { target: docker }') },
    good: { kind: 'spec', text: masterWith('etcd: { target: system-container }') },
  },
  UC110: {
    name: 'no-etcd',
    severity: 'error',
    title: 'There is a control plane and no etcd',
    what: 'A kube-apiserver keeps everything in etcd.',
    why: 'kube-apiserver does not start without etcd',
    cure: 'give a host the role `etcd`, or name one that runs elsewhere in `etcd.external`',
    bad: {
      kind: 'spec',
      text: `${head}hosts:
  master-1: { address: 192.168.122.2, roles: [control-plane] }
`,
    },
    good: { kind: 'spec', text: master },
  },
  UC111: {
    name: 'trust-missing',
    severity: 'error',
    title: 'The control plane lacks certificates or credentials',
    what: 'What a version of Kubernetes needs of `pki`: from 1.20 on https, service account keys, and a kubeconfig for each client.',
    why: 'the component would end at once, on every start',
    cure: 'give the paths under `pki`',
    bad: {
      kind: 'spec',
      text: `host: { os: generic }
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "1.20.2" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`,
    },
    good: { kind: 'spec', text: master },
  },
  UC112: {
    name: 'port-clash',
    severity: 'error',
    title: 'A port is used twice on a host',
    what: 'Ports of the components that run on one host, and those of services against what components listen on by themselves or by their flags.',
    why: 'all containers use the network of the host, so the second one fails to start',
    cure: 'give one of them another port',
    bad: {
      kind: 'spec',
      text: masterWith('etcd-events: { kind: etcd, on: [etcd], ports: { client: 2379, peer: 2382 } }'),
    },
    good: {
      kind: 'spec',
      text: masterWith('etcd-events: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }'),
    },
  },
  UC113: {
    name: 'address-clash',
    severity: 'error',
    title: 'Two hosts have one address',
    what: 'The addresses under `hosts`.',
    why: 'members of etcd and clients of the API would reach the wrong host',
    cure: 'give each host its own address',
    bad: {
      kind: 'spec',
      text: `${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
  b: { address: 10.0.0.1, roles: [control-plane] }
`,
    },
    good: {
      kind: 'spec',
      text: `${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
  b: { address: 10.0.0.2, roles: [control-plane] }
`,
    },
  },
  UC114: {
    name: 'data-directory',
    severity: 'error',
    title: 'A directory cannot hold state',
    what: '`dataDir` is created, handed over to the program and mounted writable: it belongs to one program.',
    why: 'the owner of everything below it would change',
    cure: 'choose a directory of its own, such as `/var/lib/etcd`',
    bad: { kind: 'spec', text: masterWith('etcd: { dataDir: /var/lib }') },
    good: { kind: 'spec', text: masterWith('etcd: { dataDir: /var/lib/etcd-lab }') },
  },
  UC115: {
    name: 'docker-mount',
    severity: 'error',
    title: 'docker cannot express a mount',
    what: '`mounts` of a component under docker.',
    why: 'docker splits a volume at each `:` and has no escape for it',
    cure: 'mount a parent directory, or rename the path',
    bad: { kind: 'spec', text: masterWith('kube-apiserver: { mounts: [{ source: "/srv/a:b" }] }') },
    good: { kind: 'spec', text: masterWith('kube-apiserver: { mounts: [{ source: /srv/ab }] }') },
  },
  UC116: {
    name: 'numeric-user',
    severity: 'error',
    title: 'A system container needs a numeric user',
    what: '`user` of a component under system-container.',
    why: 'runc does not look names up in the image',
    cure: 'write the uid, with `:gid` where it differs',
    bad: { kind: 'spec', text: masterWith('kube-scheduler: { target: system-container, user: kube }') },
    good: { kind: 'spec', text: masterWith('kube-scheduler: { target: system-container, user: "996:994" }') },
  },
  UC117: {
    name: 'even-members',
    severity: 'warning',
    title: 'An etcd cluster has an even number of members',
    what: 'The hosts that run one etcd cluster.',
    why: 'an even member adds a way to fail without adding tolerance',
    cure: 'use 1, 3 or 5 hosts with the role',
    bad: {
      kind: 'spec',
      text: `${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
  b: { address: 10.0.0.2, roles: [etcd] }
`,
    },
    good: {
      kind: 'spec',
      text: `${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
`,
    },
  },
  UC118: {
    name: 'reserved-name',
    severity: 'error',
    title: 'A component has the name of a unit of the host',
    what: 'Names under `components` become names of units.',
    why: 'the unit in /etc/systemd/system would replace the one of the host',
    cure: 'choose another name',
    bad: { kind: 'spec', text: masterWith('docker: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }') },
    good: {
      kind: 'spec',
      text: masterWith('etcd-docker: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }'),
    },
  },
  UC150: {
    name: 'node-login',
    severity: 'error',
    title: 'A node cannot find the API or log in to it',
    what: 'How kubelet and kube-proxy reach the API: from 1.8 on a kubelet only by a kubeconfig, with https both need one.',
    why: 'the node would never join; a kubelet without a kubeconfig runs alone and reports nothing',
    cure: 'write the paths of their kubeconfig files under `pki.kubeconfigs`, as `kubelet` and `proxy`',
    bad: {
      kind: 'spec',
      text: `${head}kubernetes: { version: "1.9.1" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  node-1: { address: 192.168.122.3, roles: [node] }
`,
    },
    good: {
      kind: 'spec',
      text: `${head}kubernetes: { version: "1.9.1" }
pki: { kubeconfigs: { kubelet: /etc/kubernetes/kubelet.kubeconfig } }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  node-1: { address: 192.168.122.3, roles: [node] }
`,
    },
  },
  UC151: {
    name: 'container-runtime',
    severity: 'error',
    title: 'A kubelet has no container runtime',
    what: 'Kubernetes 1.24 dropped dockershim: from then on a kubelet talks to containerd, CRI-O or another runtime by its socket, and no docker unit runs it.',
    why: 'the kubelet would end at once, on every start',
    cure: 'write `target: host` and `criSocket`, for example `unix:///run/containerd/containerd.sock`',
    bad: {
      kind: 'spec',
      text: `host: { os: fedora-coreos }
pki: { kubeconfigs: { kubelet: /etc/kubernetes/kubelet.kubeconfig, proxy: /etc/kubernetes/proxy.kubeconfig } }
hosts:
  node-1: { address: 192.168.122.3, roles: [node] }
components:
  kubelet: { target: host }
`,
    },
    good: {
      kind: 'spec',
      text: `host: { os: fedora-coreos }
pki: { kubeconfigs: { kubelet: /etc/kubernetes/kubelet.kubeconfig, proxy: /etc/kubernetes/proxy.kubeconfig } }
hosts:
  node-1: { address: 192.168.122.3, roles: [node] }
components:
  kubelet: { target: host, criSocket: "unix:///run/containerd/containerd.sock" }
`,
    },
    references: ['https://kubernetes.io/docs/setup/production-environment/container-runtimes/'],
  },
  UC152: {
    name: 'no-name-service',
    severity: 'warning',
    title: 'The network of services has no address for the name service',
    what: 'Pods look names up at the tenth address of `kubernetes.serviceCIDR`.',
    why: 'pods would look up the names of services where the host looks up its own',
    cure: 'choose a network of at least 16 addresses, or write the flag `cluster-dns` of the kubelet',
    bad: {
      kind: 'spec',
      text: `${head}kubernetes: { serviceCIDR: 10.254.0.0/29 }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane, node] }
`,
    },
    good: {
      kind: 'spec',
      text: `${head}kubernetes: { serviceCIDR: 10.254.0.0/16 }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane, node] }
`,
    },
  },
  UC153: {
    name: 'idle-setting',
    severity: 'warning',
    title: 'A setting has no effect on its component',
    what: 'Settings of containers for a program of the host, and settings of one program for another.',
    why: 'a setting that has no effect hides a mistake',
    cure: 'remove it, or move it to the component that it is meant for',
    bad: {
      kind: 'spec',
      text: masterWith('kube-scheduler: { target: host, mounts: [{ source: /srv/policy }] }'),
    },
    good: {
      kind: 'spec',
      text: masterWith('kube-scheduler: { target: docker, mounts: [{ source: /srv/policy }] }'),
    },
  },
  UC154: {
    name: 'account-name',
    severity: 'error',
    title: 'A user is not the name of an account',
    what: '`user` of a component under `target: host`, with an optional `:group`.',
    why: 'systemd would start the program as root, or not at all',
    cure: 'write a name of letters, digits, `_` and `-`, or a number',
    bad: {
      kind: 'spec',
      text: masterWith('kube-scheduler: { target: host, user: "kube scheduler" }'),
    },
    good: {
      kind: 'spec',
      text: masterWith('kube-scheduler: { target: host, user: "kube:kube-cert" }'),
    },
    references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#User='],
  },
} as const satisfies Entries;
