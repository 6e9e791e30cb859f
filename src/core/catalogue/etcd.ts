import type { Entries } from './entry.ts';
import { head, masterWith } from './spec-example.ts';

const members = (...settings: readonly string[]) => ({
  kind: 'spec' as const,
  text: `${head}hosts:
${settings.map((text, index) => `  etcd-${index + 1}: { address: 192.168.122.1${index + 1}, roles: [etcd]${text} }\n`).join('')}`,
});
const joins = ', components: { etcd: { members: existing } }';

/** UC14x: members of etcd, and values that others are derived from. */
export const etcdEntries = {
  UC140: {
    name: 'nothing-to-join',
    severity: 'error',
    title: 'The only member of an etcd is to join a cluster',
    what: '`members: existing` makes a member without data ask the other members for their cluster.',
    why: 'etcd would end at once, on every start, because nobody answers',
    cure: 'leave `members` out, or name the hosts of the other members too',
    bad: { kind: 'spec', text: masterWith('etcd: { members: existing }') },
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
} as const satisfies Entries;
