import type { Entries } from '../entry.ts';
import { head, master, spec, specWith } from '../examples.ts';

/** UC10x, UC11x, UC153: which components there are, and on which hosts they run. */
export const componentsEntries = {
  UC100: {
    name: 'unknown-component',
    severity: 'error',
    title: 'A component is not known',
    what: 'Each entry under `components` is a program that unitc knows, by its name or by its `kind`.',
    why: 'a component that nobody knows would silently not be there',
    cure: 'write a known name, or add a `kind`',
    bad: specWith('kube-apisever: { flags: { v: 2 } }'),
    good: specWith('kube-apiserver: { flags: { v: 2 } }'),
  },
  UC102: {
    name: 'kind-changed',
    severity: 'error',
    title: 'A component is given another kind',
    what: 'The names of the standard components are their kinds; only other names may choose one.',
    why: 'a unit named after one program that runs another misleads everybody',
    cure: 'give the entry another name, such as `etcd-events`',
    bad: specWith('kube-scheduler: { kind: etcd }'),
    good: specWith('etcd-events: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }'),
  },
  UC107: {
    name: 'idle-role',
    severity: 'error',
    title: 'No component runs on a role',
    what: 'Roles are names; a component runs on the roles in its `on`.',
    why: 'a host with a role that nothing runs on lacks what was meant',
    cure: "write the role that was meant, or name it in a component's `on`",
    bad: spec(`${head}hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plan] }
`),
    good: spec(master),
  },
  UC108: {
    name: 'idle-component',
    severity: 'warning',
    title: 'Settings are for a component that runs nowhere',
    what: 'The settings of a component matter only on hosts that run it.',
    why: 'a setting that has no effect hides a mistake',
    cure: 'give a host the role that runs it, or remove the settings',
    bad: spec(`${head}hosts:
  etcd-1: { address: 192.168.122.2, roles: [etcd] }
components:
  kube-scheduler: { flags: { v: 2 } }
`),
    good: spec(`${head}hosts:
  etcd-1: { address: 192.168.122.2, roles: [etcd] }
components:
  etcd: { flags: { heartbeat-interval: 200 } }
`),
  },
  UC109: {
    name: 'target-not-supported',
    severity: 'error',
    title: 'A component cannot run under a target',
    what: 'Each component names the targets under which it is known to work.',
    why: 'the unit would not do what the component needs',
    cure: "choose one of the component's targets",
    bad: specWith('etcd: { target: docker }'),
    good: specWith('etcd: { target: system-container }'),
  },
  UC118: {
    name: 'reserved-name',
    severity: 'error',
    title: 'A component has the name of a unit of the host',
    what: 'Names under `components` become names of units.',
    why: 'the unit in /etc/systemd/system would replace the one of the host',
    cure: 'choose another name',
    bad: specWith('docker: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }'),
    good: specWith('etcd-docker: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }'),
  },
  UC153: {
    name: 'idle-setting',
    severity: 'warning',
    title: 'A setting has no effect on its component',
    what: 'Settings of containers for a program of the host, and settings of one program for another.',
    why: 'a setting that has no effect hides a mistake',
    cure: 'remove it, or move it to the component that it is meant for',
    bad: specWith('kube-scheduler: { target: host, mounts: [{ source: /srv/policy }] }'),
    good: specWith('kube-scheduler: { target: docker, mounts: [{ source: /srv/policy }] }'),
  },
} as const satisfies Entries;
