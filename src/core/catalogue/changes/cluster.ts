import type { Entries } from '../entry.ts';
import { etcd, file, flags, installed } from './examples.ts';

const members = file(
  'etc/systemd/system/etcd.service',
  installed('ExecStart=/usr/bin/etcd'),
  installed('ExecStart=/usr/bin/etcd --debug'),
);

const networkFile = 'etc/flanneld/network.json';
const network = (backend: string): string => `{"Network":"172.16.0.0/12","Backend":${backend}}\n`;

/** What the members of a cluster share: the data of etcd, its quorum, the networks. */
export const clusterChanges = {
  UC700: {
    name: 'etcd-data-directory-moves',
    severity: 'error',
    title: 'The data directory of etcd is another',
    what: '`--data-dir` or `--wal-dir` of etcd changes, as a flag or a variable.',
    why: 'etcd begins with an empty directory: it does not know its cluster, or has lost all keys of a single member',
    cure: 'stop etcd and move its directory in the same maintenance, or leave the setting as it was',
    bad: etcd('ETCD_DATA_DIR=/var/lib/etcd', 'ETCD_DATA_DIR=/srv/etcd'),
    good: etcd('ETCD_HEARTBEAT_INTERVAL=100', 'ETCD_HEARTBEAT_INTERVAL=200'),
    references: ['https://etcd.io/docs/v3.5/op-guide/configuration/'],
  },
  UC701: {
    name: 'etcd-member-renamed',
    severity: 'warning',
    title: 'A member of etcd gets another name',
    what: '`--name` of etcd changes, as a flag or a variable.',
    why: 'a member whose name is not in `--initial-cluster` does not start while its data directory is empty',
    cure: 'change the name in `--initial-cluster` of all members too',
    bad: etcd('ETCD_NAME=one', 'ETCD_NAME=first'),
    good: etcd('ETCD_NAME=one', 'ETCD_NAME="one"'),
    references: ['https://etcd.io/docs/v3.5/op-guide/clustering/'],
  },
  UC702: {
    name: 'etcd-initial-cluster-changes',
    severity: 'warning',
    title: 'The cluster that etcd begins with is another',
    what: '`--initial-cluster` or `--initial-cluster-token` of etcd changes.',
    why: 'a member that has data goes on as before, so the file no longer says which cluster it is in',
    cure: 'add and remove members with `etcdctl member`, and write down what it says',
    bad: etcd('ETCD_INITIAL_CLUSTER_TOKEN=a', 'ETCD_INITIAL_CLUSTER_TOKEN=b'),
    good: etcd('ETCD_ELECTION_TIMEOUT=1000', 'ETCD_ELECTION_TIMEOUT=2000'),
    references: ['https://etcd.io/docs/v3.5/op-guide/runtime-configuration/'],
  },
  UC717: {
    name: 'quorum-at-once',
    severity: 'error',
    title: 'Too many members of etcd are interrupted',
    what: 'Applied to all hosts at the same time, the change leaves less than half of the members of etcd and one.',
    why: 'without a quorum etcd neither reads nor writes, and the API server with it',
    cure: 'apply it to one host after the other, and wait for `etcdctl endpoint health` in between',
    bad: { ...members, hosts: ['etcd-1', 'etcd-2', 'etcd-3'] },
    good: { ...members, hosts: ['etcd-1'] },
    references: ['https://etcd.io/docs/v3.5/faq/'],
  },
  UC718: {
    name: 'network-of-the-cluster-changes',
    severity: 'error',
    title: 'The network of services or of pods is another',
    what: '`--service-cluster-ip-range`, `--cluster-cidr` or the network of flannel changes.',
    why: 'services and pods that are there keep their addresses, which nobody routes any more',
    cure: 'make a new cluster, or plan to make all services and pods anew',
    bad: flags('--service-cluster-ip-range=10.254.0.0/16', '--service-cluster-ip-range=10.96.0.0/12'),
    good: flags('--service-node-port-range=30000-32767', '--service-node-port-range=30000-31000'),
  },
  UC723: {
    name: 'flannel-configuration-stays',
    severity: 'warning',
    title: 'etcd keeps the configuration of flannel that it has',
    what: 'The file that is written to etcd for flannel, where nothing is written yet, says another backend or other subnets.',
    why: 'the key in etcd stays as it is, and flanneld asks for it only when it starts: hosts go on as before, also the new ones; where the same change has flannel use another key, the file is written there, and nothing is to do',
    cure: 'write the file to the key in etcd with `etcdctl`, and restart flanneld on all hosts',
    bad: file(networkFile, network('{"Type":"vxlan"}'), network('{"Type":"host-gw"}')),
    good: file(networkFile, network('{"Type":"vxlan"}'), network('{ "Type": "vxlan" }')),
    references: ['https://github.com/flannel-io/flannel/blob/master/Documentation/configuration.md'],
  },
} as const satisfies Entries;
