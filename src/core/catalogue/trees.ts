import type { Entries } from './entry.ts';
import { specWith } from './examples.ts';

/** UC5xx. */
export const treesEntries = {
  UC500: {
    name: 'path-collision',
    severity: 'error',
    title: 'Two components want the same file',
    what: 'Every component of a host has files of its own; only identical files may be asked for twice.',
    why: 'one of the two would be lost without a word',
    cure: 'run only one of them on this host, or give one of them another name',
    bad: specWith('second: { kind: kube-scheduler, on: [control-plane], flags: { v: 4, port: 10261 } }'),
    good: specWith('kube-scheduler: { flags: { v: 4 } }'),
  },
  UC501: {
    name: 'value-refused',
    severity: 'error',
    title: 'A file cannot carry a value',
    what: 'Every value is written through the codec of the file it goes into, which refuses what would read back as something else.',
    why: 'the program would get something else than what the spec says',
    cure: 'write a value that the file can carry',
    bad: specWith('etcd: { dataDir: "/var/lib/et cd" }'),
    good: specWith('etcd: { dataDir: /var/lib/etcd-lab }'),
  },
} as const satisfies Entries;
