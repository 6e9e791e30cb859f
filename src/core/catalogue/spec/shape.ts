import type { Entries } from '../entry.ts';
import { master, spec, specWith } from '../examples.ts';

/** UC01x: keys, types and forms, as the schema has them. */
export const shapeEntries = {
  UC010: {
    name: 'unknown-key',
    severity: 'error',
    title: 'A key is not known',
    what: 'Every key of a spec is known; docs/spec.md and the JSON Schema list them.',
    why: 'a key that nobody reads would silently have no effect',
    cure: 'remove it, or write the key that is meant',
    bad: specWith('kube-apiserver: { imge: "quay.io/lab/apiserver:1.5.2" }'),
    good: specWith('kube-apiserver: { image: "quay.io/lab/apiserver:1.5.2" }'),
  },
  UC011: {
    name: 'missing-key',
    severity: 'error',
    title: 'A key is required',
    what: '`host`, `hosts`, `host.os`, and `address` and `roles` of every host must be written; parts that are optional may require keys of their own.',
    why: 'nothing can stand in for it',
    cure: 'add the key',
    bad: spec(`host: { os: centos-atomic, release: "7" }
images: { mirror: "registry.lab:5000" }
hosts:
  master-1: { roles: [etcd, control-plane] }
`),
    good: spec(master),
  },
  UC012: {
    name: 'wrong-type',
    severity: 'error',
    title: 'A value has the wrong type',
    what: 'Every key takes a map, a list, a string, a whole number, or `true` and `false`.',
    why: 'guessing what was meant would guess wrong some day',
    cure: 'write a value of the type that is named',
    bad: spec(`name: [lab]
${master}`),
    good: spec(`name: lab
${master}`),
  },
  UC013: {
    name: 'unknown-value',
    severity: 'error',
    title: 'A value is not one of those the key takes',
    what: 'Keys such as `target`, `pull` and `host.os` take one of a few words.',
    why: 'a word that nobody knows cannot be followed',
    cure: 'write one of the words',
    bad: specWith('kube-apiserver: { target: dokcer }'),
    good: specWith('kube-apiserver: { target: docker }'),
  },
  UC014: {
    name: 'malformed-text',
    severity: 'error',
    title: 'A text does not have the form its key asks for',
    what: 'Names of hosts, roles and components are lower-case; versions are numbers with dots; the endpoint is a URL.',
    why: 'file names, unit names and comparisons are made from it',
    cure: 'write it in the form that is named',
    bad: spec(`name: My Lab
${master}`),
    good: spec(`name: my-lab
${master}`),
  },
  UC015: {
    name: 'out-of-range',
    severity: 'error',
    title: 'A value is out of range',
    what: 'Ports are 1 to 65535; names and lists that must say something are not empty.',
    why: 'no program could use it',
    cure: 'write a value in the range',
    bad: specWith('kube-apiserver: { ports: { secure: 70000 } }'),
    good: specWith('kube-apiserver: { ports: { secure: 6443 } }'),
  },
} as const satisfies Entries;
