import type { Entries } from '../entry.ts';
import { master, spec } from '../examples.ts';

/** UC00x: reading the text of a spec. */
export const textEntries = {
  UC001: {
    name: 'unreadable-file',
    severity: 'error',
    title: 'A spec file cannot be read',
    what: 'The spec itself and every file that `extends` names must be readable as UTF-8 text.',
    why: 'what the file says would be missing from the cluster',
    cure: 'check the name; it is relative to the file that names it',
    bad: spec(`extends: ./missing.yaml
${master}`),
    good: spec(master),
  },
  UC002: {
    name: 'yaml-syntax',
    severity: 'error',
    title: 'The text is not YAML',
    what: 'A spec is read as YAML 1.2. As long as there are syntax errors nothing else in the file is judged, because what it means would be a guess.',
    why: 'what the rest of the file means would be a guess',
    cure: 'correct the syntax here',
    bad: spec(`name: "lab
${master}`),
    good: spec(master),
    references: ['https://yaml.org/spec/1.2.2/'],
  },
  UC003: {
    name: 'yaml-restriction',
    severity: 'error',
    title: 'A feature of YAML that specs do not use',
    what: 'A spec is one document of maps with string keys, lists and scalars. Directives, tags, merge keys, keys that are not strings and further documents are refused.',
    why: 'YAML readers disagree about it, so that an editor would see another spec than unitc',
    cure: 'write it plainly',
    bad: spec(`host: { os: centos-atomic, release: "7" }
images: { <<: { mirror: "registry.lab:5000" } }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`),
    good: spec(master),
    references: ['https://yaml.org/spec/1.2.2/'],
  },
  UC004: {
    name: 'duplicate-key',
    severity: 'error',
    title: 'A key is written twice in one map',
    what: 'Each key of a map may be written once.',
    why: 'one of the two values would silently win',
    cure: 'keep one of the two',
    bad: spec(`name: lab
name: lab-2
${master}`),
    good: spec(master),
  },
  UC005: {
    name: 'too-much',
    severity: 'error',
    title: 'A spec is too large or nested too deeply',
    what: 'Bounds far above any real cluster: 1 048 576 characters a file, 64 levels, 100 000 values behind aliases.',
    why: 'reading it could take all time and memory',
    cure: 'split the spec into files with `extends`, and write repeated values under `roles`',
    bad: spec(`name: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
${master}`),
    good: spec(master),
  },
  UC006: {
    name: 'not-a-map',
    severity: 'error',
    title: 'A spec is empty or not a map',
    what: 'The top level of a spec is a map of keys such as `host` and `hosts`.',
    why: 'there is nothing to compile',
    cure: 'start with `host:` and `hosts:`',
    bad: spec(`# nothing yet
`),
    good: spec(master),
  },
  UC007: {
    name: 'bad-extends',
    severity: 'error',
    title: '`extends` does not name another spec',
    what: '`extends` is the name of one file, relative to the file it stands in, that does not lead back to a file already read.',
    why: 'a spec must mean the same on every machine, and end',
    cure: 'name one file relative to this one: `extends: ./base.yaml`',
    bad: spec(`extends: https://example.com/base.yaml
${master}`),
    good: { ...spec('extends: ./base.yaml\nname: lab\n'), files: { 'base.yaml': master } },
  },
} as const satisfies Entries;
