import type { Entries } from '../entry.ts';
import { specWith } from '../examples.ts';

/** UC114 to UC116, UC154: what a program has on its host, and as whom it runs. */
export const programsEntries = {
  UC114: {
    name: 'data-directory',
    severity: 'error',
    title: 'A directory cannot hold state',
    what: '`dataDir` is created, handed over to the program and mounted writable: it belongs to one program.',
    why: 'the owner of everything below it would change',
    cure: 'choose a directory of its own, such as `/var/lib/etcd`',
    bad: specWith('etcd: { dataDir: /var/lib }'),
    good: specWith('etcd: { dataDir: /var/lib/etcd-lab }'),
  },
  UC115: {
    name: 'docker-mount',
    severity: 'error',
    title: 'docker cannot express a mount',
    what: '`mounts` of a component under docker.',
    why: 'docker splits a volume at each `:` and has no escape for it',
    cure: 'mount a parent directory, or rename the path',
    bad: specWith('kube-apiserver: { mounts: [{ source: "/srv/a:b" }] }'),
    good: specWith('kube-apiserver: { mounts: [{ source: /srv/ab }] }'),
  },
  UC116: {
    name: 'numeric-user',
    severity: 'error',
    title: 'A system container needs a numeric user',
    what: '`user` of a component under system-container.',
    why: 'runc does not look names up in the image',
    cure: 'write the uid, with `:gid` where it differs',
    bad: specWith('kube-scheduler: { target: system-container, user: kube }'),
    good: specWith('kube-scheduler: { target: system-container, user: "996:994" }'),
  },
  UC154: {
    name: 'account-name',
    severity: 'error',
    title: 'A user is not the name of an account',
    what: '`user` of a component under `target: host`, with an optional `:group`.',
    why: 'systemd would start the program as root, or not at all',
    cure: 'write a name of letters, digits, `_` and `-`, or a number',
    bad: specWith('kube-scheduler: { target: host, user: "kube scheduler" }'),
    good: specWith('kube-scheduler: { target: host, user: "kube:kube-cert" }'),
    references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#User='],
  },
} as const satisfies Entries;
