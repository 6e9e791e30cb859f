import type { Entries } from '../entry.ts';
import { masterWith, service, spec } from '../examples.ts';

const scheduler = (unit: string) => masterWith(`kube-scheduler: { unit: ${unit} }`);
const withArguments = (delivery: string) =>
  masterWith(`kube-scheduler: { delivery: ${delivery}, args: ["--master=${'abcdefgh '.repeat(300)}"] }`);

/** UC3xx: units, whether we made them or a spec's `unit:` added to them. */
export const unitSettingsEntries = {
  UC300: {
    name: 'unknown-setting',
    severity: 'error',
    title: 'A unit has a setting that systemd does not know',
    what: 'Sections and keys are compared with the tables of systemd for the type of the unit.',
    why: 'systemd skips it with a warning in the journal, so it has no effect',
    cure: 'write a setting of this section, or begin its name with `X-`',
    bad: spec(scheduler('{ Service: { RestartSecs: 10s } }')),
    good: spec(scheduler('{ Service: { RestartSec: 10s } }')),
    references: ['systemd.unit(5)'],
  },
  UC301: {
    name: 'wrong-systemd',
    severity: 'error',
    title: "The host's systemd does not act on a setting",
    what: 'Each setting has a first release, and some a last; the host system says which systemd the host has.',
    why: 'the host would skip it, so it has no effect there',
    cure: 'leave it out, use an older setting, or correct `host.systemd`',
    bad: spec(scheduler('{ Service: { ProtectSystem: "yes", ProtectProc: invisible } }')),
    good: spec(scheduler('{ Service: { ProtectSystem: "yes" } }')),
    references: ['systemd.directives(7)'],
  },
  UC302: {
    name: 'unreadable-line',
    severity: 'error',
    title: 'systemd cannot read a line of a unit',
    what: 'Lines that are no comment, section header or assignment, or longer than systemd reads, and command lines that it cannot take apart.',
    why: 'systemd skips the line, or refuses the whole file',
    cure: 'correct the line',
    bad: service('[Service]\nExecStart=/bin/true\nRestart always\n'),
    good: service('[Service]\nExecStart=/bin/true\nRestart=always\n'),
    references: ['systemd.syntax(7)'],
  },
  UC303: {
    name: 'long-line',
    severity: 'error',
    title: "A line is longer than the host's systemd reads",
    what: 'Before systemd 236 a physical line of a unit was read into a buffer of 2048 bytes.',
    why: 'the rest of the line would become a line of its own, and the unit another one',
    cure: 'deliver the value in a file (`delivery: env-files`), or shorten it',
    bad: spec(withArguments('arguments')),
    good: spec(withArguments('env-files')),
    references: ['systemd.syntax(7)'],
  },
  UC310: {
    name: 'order-circle',
    severity: 'error',
    title: 'Units wait for each other in a circle',
    what: '`After=` and `Before=` of all units and drop-ins of a host, among them the drop-in by which docker waits for flannel.',
    why: 'systemd breaks the circle by not starting one of the units, on some boots this one and on others that',
    cure: 'take one of these links away; what docker waits for cannot run under docker',
    bad: spec(`${masterWith('etcd: { unit: { Unit: { After: docker.service } } }')}flannel: {}\n`),
    good: spec(`${masterWith('etcd: { unit: { Unit: { Before: docker.service } } }')}flannel: {}\n`),
    references: ['systemd.unit(5)'],
  },
} as const satisfies Entries;
