import type { Entries } from '../entry.ts';
import { head, master, spec, specWith } from '../examples.ts';

const members = (...settings: readonly string[]) =>
  spec(`${head}hosts:
${settings.map((text, index) => `  etcd-${index + 1}: { address: 192.168.122.1${index + 1}, roles: [etcd]${text} }\n`).join('')}`);
const controlPlane = 'hosts:\n  master-1: { address: 192.168.122.2, roles: [control-plane] }\n';
const nodeWith = (kubelet: string) => `${head}kubernetes: { version: "1.7.3" }
flannel: { network: 10.40.0.0/16 }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane, node] }
components:
  kubelet: ${kubelet}
`;
const joins = ', components: { etcd: { members: existing } }';

/** UC110, UC117, UC14x: members of etcd, and values that others are derived from. */
export const etcdEntries = {
  UC110: {
    name: 'no-etcd',
    severity: 'error',
    title: 'There is a control plane and no etcd',
    what: 'A kube-apiserver keeps everything in etcd.',
    why: 'kube-apiserver does not start without etcd',
    cure: 'give a host the role `etcd`, or name one that runs elsewhere in `etcd.external`',
    bad: spec(`${head}hosts:
  master-1: { address: 192.168.122.2, roles: [control-plane] }
`),
    good: spec(master),
  },
  UC117: {
    name: 'even-members',
    severity: 'warning',
    title: 'An etcd cluster has an even number of members',
    what: 'The hosts that run one etcd cluster.',
    why: 'an even member adds a way to fail without adding tolerance',
    cure: 'use 1, 3 or 5 hosts with the role',
    bad: spec(`${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
  b: { address: 10.0.0.2, roles: [etcd] }
`),
    good: spec(`${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
`),
  },
  UC140: {
    name: 'nothing-to-join',
    severity: 'error',
    title: 'The only member of an etcd is to join a cluster',
    what: '`members: existing` makes a member without data ask the other members for their cluster.',
    why: 'etcd would end at once, on every start, because nobody answers',
    cure: 'leave `members` out, or name the hosts of the other members too',
    bad: specWith('etcd: { members: existing }'),
    good: members('', '', joins),
    references: ['https://etcd.io/docs/v3.5/op-guide/runtime-configuration/'],
  },
  UC141: {
    name: 'several-join',
    severity: 'warning',
    title: 'Several members are to join an etcd at the same time',
    what: 'A member that joins is told all members of this spec, and has to find exactly these in the cluster that runs.',
    why: 'etcd ends a new member whose list differs from that of the cluster, and takes one member after the other',
    cure: 'add one host after the other; when all of them run, write `members: existing` under `components.etcd` or take it away',
    bad: members('', joins, joins),
    good: members('', '', joins),
    references: ['https://etcd.io/docs/v3.5/op-guide/runtime-configuration/#error-cases-when-adding-members'],
  },
  UC142: {
    name: 'flag-against-the-rest',
    severity: 'error',
    title: 'A flag says something else than the rest of the cluster was told',
    what: 'Addresses, ports, names and directories stand in several places: in the units, in mounts, in what other components are told. A flag moves only one of them, its key moves all: `ports`, `dataDir`, `members` and `pki.etcd` for etcd, `kubernetes.controlPlaneEndpoint` and `serviceCIDR` for the API, `dataDir`, `cni` and `criSocket` for kubelets. A flag that still fits is fine.',
    why: 'the others would look for it where it is not',
    cure: 'write the key that is named, and take the flag away',
    bad: specWith('etcd: { flags: { listen-client-urls: "http://0.0.0.0:4001" } }'),
    good: specWith('etcd: { flags: { listen-client-urls: "http://0.0.0.0:2379" } }'),
  },
  UC143: {
    name: 'address-of-no-host',
    severity: 'error',
    title: 'An address is not that of a host',
    what: '`hosts.*.address` is the one address by which the other hosts reach it: not loopback, not `0.0.0.0` or `::`, no multicast.',
    why: 'other hosts would reach themselves or nobody, and etcd would not start with it',
    cure: 'write the address of its network interface, or its DNS name',
    bad: spec(`${head}hosts:\n  a: { address: 127.0.0.1, roles: [etcd] }\n`),
    good: spec(`${head}hosts:\n  a: { address: 10.0.0.1, roles: [etcd] }\n`),
  },
  UC144: {
    name: 'etcd-pair-missing',
    severity: 'error',
    title: 'etcd or its clients have no certificate',
    what: 'Hosts that run etcd need `pki.etcd.server`; clients of an etcd that runs elsewhere need `pki.etcd.client`.',
    why: 'with `ca` alone neither side could prove who it is',
    cure: 'write `cert` and `key` of that pair',
    bad: spec(`${master}pki: { etcd: { ca: ca.crt, client: { cert: c.crt, key: c.key } } }\n`),
    good: spec(`${master}pki: { etcd: { ca: ca.crt, server: { cert: s.crt, key: s.key } } }\n`),
  },
  UC145: {
    name: 'no-hosts',
    severity: 'error',
    title: 'A spec has no host',
    what: '`hosts` names the hosts whose files are written.',
    why: 'nothing would be written, and a directory of an earlier build would be emptied',
    cure: 'name a host with its address and roles, or extend this spec by one that does',
    bad: spec(`${head}hosts: {}\n`),
    good: spec(master),
  },
  UC146: {
    name: 'network-by-hand',
    severity: 'warning',
    title: "flannel's network has to be written by hand",
    what: 'Hosts that run etcd write the network of `flannel` where it is absent; with `etcd.external` no host has an etcdctl for that.',
    why: 'flanneld waits for the network key, and docker for flanneld',
    cure: 'write the key once, with the command that is shown',
    bad: spec(`${head}flannel: {}\netcd: { external: { endpoints: ["http://10.0.0.11:2379"] } }\n${controlPlane}`),
    good: spec(`${master}flannel: {}\n`),
  },
  UC147: {
    name: 'pods-without-flannel',
    severity: 'warning',
    title: "flannel's network does not reach the pods of a container runtime",
    what: 'With `flannel`, docker gets its bridge in the subnet of the host. containerd and CRI-O, which a kubelet with `criSocket` uses, take the network of pods from CNI configuration.',
    why: 'nodes are not ready without a network of pods, or pods have one that other hosts do not know',
    cure: 'leave `flannel` out and run the network of pods as an add-on of the cluster, or configure the CNI plugin `flannel` on the hosts yourself, and docker without it',
    bad: spec(nodeWith('{ target: host, criSocket: /run/containerd/containerd.sock }')),
    good: spec(nodeWith('{ target: host }')),
    references: ['https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/'],
  },
  UC148: {
    name: 'two-etcds',
    severity: 'error',
    title: 'etcd runs elsewhere and on hosts of the spec',
    what: '`etcd.external` stands for hosts with the role `etcd`: the API servers and flannel have one etcd.',
    why: 'one of the two would be empty and nobody would use it',
    cure: 'take `etcd.external` away, or the role `etcd` of the hosts',
    bad: spec(`${master}etcd: { external: { endpoints: ["http://10.0.0.11:2379"] } }\n`),
    good: spec(`${head}etcd: { external: { endpoints: ["http://10.0.0.11:2379"] } }\n${controlPlane}`),
  },
  UC149: {
    name: 'external-endpoint',
    severity: 'error',
    title: 'An endpoint of an etcd that runs elsewhere cannot be used',
    what: 'Each member once, all of them https where `pki.etcd` has certificates, and http where it has none.',
    why: 'the API servers would not start, or would log in where nobody asks them to',
    cure: 'write the client URLs of the members as they are',
    bad: spec(`${head}etcd: { external: { endpoints: ["https://10.0.0.11:2379"] } }\n${controlPlane}`),
    good: spec(`${head}etcd: { external: { endpoints: ["https://10.0.0.11:2379"] } }
pki: { etcd: { ca: ca.crt, client: { cert: c.crt, key: c.key } } }
${controlPlane}`),
  },
} as const satisfies Entries;
