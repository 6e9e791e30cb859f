import type { Entries } from '../entry.ts';
import { spec } from '../examples.ts';

const flannelWith = (flannel: string, rest = '', host = 'centos-atomic', roles = 'etcd, control-plane') =>
  spec(`host: { os: ${host} }
images: { mirror: "registry.lab:5000" }
flannel: ${flannel}
hosts:
  master-1: { address: 192.168.122.2, roles: [${roles}] }
${rest}`);

const old = '{ version: "0.7.1" }';

/** UC16x: flannel, and networks that must be apart. */
export const flannelEntries = {
  UC160: {
    name: 'flannel-without-etcd',
    severity: 'error',
    title: 'There is flannel and no etcd',
    what: 'flanneld takes the network and the subnet of its host from etcd.',
    why: 'flanneld does not start without etcd, and docker waits for flanneld',
    cure: 'give a host the role `etcd`, name one that runs elsewhere in `etcd.external`, or leave `flannel` out',
    bad: flannelWith('{}', 'components: { flanneld: { on: [network] } }\n', 'centos-atomic', 'network'),
    good: flannelWith('{}'),
  },
  UC161: {
    name: 'no-docker-variable',
    severity: 'error',
    title: "The host's docker reads no variable for its network",
    what: "flannel gives docker its bridge through a variable that docker's own unit passes on; which one is the distribution's choice.",
    why: 'docker would stay on its own bridge, and pods would not reach those on other hosts',
    cure: 'add a variable to the end of `ExecStart=` of docker.service by a drop-in, and name it in `host.dockerNetworkVariable`',
    bad: flannelWith('{}', 'kubernetes: { version: "1.5.2" }\n', 'generic'),
    good: flannelWith(
      '{}',
      'kubernetes: { version: "1.5.2" }\n',
      'generic, dockerNetworkVariable: DOCKER_NETWORK_OPTIONS',
    ),
  },
  UC162: {
    name: 'flannel-etcd-api',
    severity: 'error',
    title: 'flannel and etcd have no API in common',
    what: 'flannel up to 0.17 reads API 2 of etcd, which 3.6 has no more and 3.4 and 3.5 serve only with `enable-v2`; from 0.18 on it reads API 3, which came with etcd 3.0.',
    why: 'flanneld would never find its network, and docker would wait for it in vain',
    cure: 'choose versions that go together, and leave `enable-v2` to unitc',
    bad: flannelWith(old, 'etcd: { version: "3.6.6" }\n'),
    good: flannelWith(old, 'etcd: { version: "3.5.9" }\n'),
    references: ['https://github.com/flannel-io/flannel/releases/tag/v0.18.0'],
  },
  UC163: {
    name: 'network-overlap',
    severity: 'error',
    title: 'Networks overlap',
    what: 'The network of pods, the network of services and the addresses of the hosts have to be apart.',
    why: 'packets for the one would go to the other',
    cure: 'choose another network',
    bad: flannelWith('{ network: 10.0.0.0/8 }'),
    good: flannelWith('{ network: 10.1.0.0/16 }'),
  },
  UC164: {
    name: 'flannel-network',
    severity: 'error',
    title: "flannel's network cannot be divided among the hosts",
    what: 'Each host takes one subnet of `subnetLength` from `network`, which is IPv4; flannel leaves the first one out.',
    why: 'flanneld refuses the network, or a host gets no subnet',
    cure: 'choose a larger network, or a longer `subnetLength`',
    bad: flannelWith('{ network: 10.40.0.0/24, subnetLength: 24 }'),
    good: flannelWith('{ network: 10.40.0.0/16, subnetLength: 24 }'),
    references: ['https://github.com/flannel-io/flannel/blob/master/Documentation/configuration.md'],
  },
  UC165: {
    name: 'flannel-backend',
    severity: 'error',
    title: "A setting is none of flannel's backend",
    what: 'Each backend has settings of its own, and some came with later versions of flannel.',
    why: 'flanneld would pass over it, or not start',
    cure: 'leave it out, or choose another backend or version',
    bad: flannelWith('{ backend: { type: host-gw, port: 8472 } }'),
    good: flannelWith('{ backend: { type: vxlan, port: 8472 } }'),
    references: ['https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md'],
  },
  UC166: {
    name: 'flannel-flag',
    severity: 'error',
    title: 'A setting of flanneld takes away what its unit needs',
    what: 'The prefix in etcd is also where the network is written, and the helper that gives docker its options reads the file of the lease; a host has one flanneld.',
    why: 'flanneld would work on something else than the rest of the host',
    cure: 'write `flannel.etcdPrefix` for the prefix, and leave the others out',
    bad: flannelWith('{}', 'components: { flanneld: { flags: { etcd-prefix: /lab/network } } }\n'),
    good: flannelWith('{ etcdPrefix: /lab/network }'),
  },
} as const satisfies Entries;
