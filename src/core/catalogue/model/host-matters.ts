import type { Entries } from '../entry.ts';
import { master, masterWith, spec, specWith } from '../examples.ts';

const kubernetes = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];

/** UC119 to UC129: files, users, versions and machines of hosts. */
export const hostMattersEntries = {
  UC119: {
    name: 'shared-file',
    severity: 'error',
    title: 'Components of a host disagree on whose a file is',
    what: 'The programs of Kubernetes on a host read the same /etc/kubernetes/config, which has one `configFiles`.',
    why: 'one of them would replace the file that the other leaves to the administrator',
    cure: 'write the same `configFiles` for all of them',
    bad: specWith('kube-apiserver: { configFiles: admin }'),
    good: spec(masterWith(kubernetes.map((name) => `${name}: { configFiles: admin }`).join('\n  '))),
  },
  UC120: {
    name: 'idle-engine-version',
    severity: 'warning',
    title: 'The version of an engine has no effect',
    what: '`host.runc` decides the form of config.json, which only system containers have; `host.docker` is about what docker runs, and its network with flannel.',
    why: 'a key without effect says something that is not true',
    cure: 'take the key away',
    bad: spec(
      'host: { os: debian, runc: "1.0.0-rc2" }\nhosts: { etcd-1: { address: 192.168.122.2, roles: [etcd] } }\ncomponents: { etcd: { target: host } }\n',
    ),
    good: spec(
      'host: { os: debian, runc: "1.0.0-rc2" }\nhosts: { etcd-1: { address: 192.168.122.2, roles: [etcd] } }\n',
    ),
    references: ['https://github.com/opencontainers/runc/issues/1471'],
  },
  UC121: {
    name: 'docker-too-old',
    severity: 'error',
    title: 'docker is older than what the units say to it',
    what: '`host.docker` against the options of `docker run` in the units, such as `--security-opt label=disable`.',
    why: 'docker would refuse the command line at each start',
    cure: 'run the program as a system container or from its package, or correct `host.docker`',
    bad: spec(master.replace('centos-atomic', 'centos-atomic, docker: "1.10.3"')),
    good: spec(master.replace('centos-atomic', 'centos-atomic, docker: "1.12.6"')),
  },
} as const satisfies Entries;
