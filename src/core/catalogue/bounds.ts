import type { Entries } from './entry.ts';
import { masterWith, spec } from './examples.ts';

const scheduler = (text: string) => masterWith(`kube-scheduler: { ${text} }`);

/** UC200 to UC205: what programs may do and use. */
export const boundsEntries = {
  UC200: {
    name: 'capability',
    severity: 'error',
    title: 'A capability cannot be given',
    what: 'Names of `capabilities` against those of the kernel, and of the kernel that the host system has; and who can have them: before systemd 229 a program of the host has capabilities only as root.',
    why: 'the container would not start, or the program would not have it',
    cure: 'write a name of capabilities(7)',
    bad: spec(scheduler('capabilities: [CAP_NET_ADMN]')),
    good: spec(scheduler('capabilities: [CAP_NET_ADMIN]')),
    references: ['capabilities(7)'],
  },
  UC201: {
    name: 'resources',
    severity: 'error',
    title: 'A bound of resources cannot be kept',
    what: 'Values of `resources` that engines refuse or that leave nothing, and bounds that the systemd of the host does not have.',
    why: 'the program would not start, or would not be bound',
    cure: 'write a value that the program can run with',
    bad: spec(scheduler('resources: { memory: 512Ki }')),
    good: spec(scheduler('resources: { memory: 512Mi }')),
    references: ['systemd.resource-control(5)'],
  },
  UC202: {
    name: 'selinux',
    severity: 'error',
    title: 'SELinux cannot be treated like that',
    what: '`selinux` by target: only docker relabels, and a program of the host only takes a type. Nothing that belongs to the system is relabelled.',
    why: 'the labels of system directories are what other programs are confined by',
    cure: 'write `disable`, or a type',
    bad: spec(scheduler('selinux: relabel, mounts: [{ source: /usr, options: [ro] }]')),
    good: spec(scheduler('selinux: relabel, mounts: [{ source: /srv/policy, options: [ro] }]')),
    references: ['https://docs.docker.com/engine/storage/bind-mounts/#configure-the-selinux-label'],
  },
  UC203: {
    name: 'bound-of-client',
    severity: 'warning',
    title: 'A setting of the unit binds the client, not the program',
    what: 'Limits, capabilities, users and labels under `unit` where an engine runs the program: docker and runc put it into a control group of its own, with its own limits.',
    why: 'the program would run without this bound',
    cure: 'write `resources`, `capabilities`, `user` or `selinux` of the component',
    bad: spec(scheduler('unit: { Service: { LimitNOFILE: 65536 } }')),
    good: spec(scheduler('resources: { files: 65536 }')),
  },
  UC204: {
    name: 'no-selinux',
    severity: 'warning',
    title: 'The host system does not come with SELinux',
    what: '`selinux` on a host system that has no SELinux unless somebody adds it.',
    why: 'docker would ignore it, and runc refuses to start a container with a label',
    cure: 'take `selinux` away',
    bad: spec(
      'host: { os: debian }\nhosts: { etcd-1: { address: 192.168.122.2, roles: [etcd] } }\ncomponents: { etcd: { selinux: { type: spc_t } } }\n',
    ),
    good: spec(
      'host: { os: fedora-coreos }\nhosts: { etcd-1: { address: 192.168.122.2, roles: [etcd] } }\ncomponents: { etcd: { selinux: { type: spc_t } } }\n',
    ),
  },
  UC205: {
    name: 'seccomp',
    severity: 'error',
    title: 'System calls of a program of the host',
    what: '`seccomp` under `target: host`: the profile is one for containers.',
    why: 'the program would have every system call, whatever the spec says',
    cure: 'write `SystemCallFilter` under `unit`',
    bad: spec(scheduler('target: host, seccomp: default')),
    good: spec(scheduler('seccomp: unconfined')),
    references: ['systemd.exec(5) "System Call Filtering"'],
  },
} as const satisfies Entries;
