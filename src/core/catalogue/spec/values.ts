import type { Entries } from '../entry.ts';
import { master, spec, specWith } from '../examples.ts';

/** UC02x and UC03x: values that have the right shape and still cannot be used. */
export const valuesEntries = {
  UC020: {
    name: 'unquoted-version',
    severity: 'error',
    title: 'A version is written as a number',
    what: 'Versions are strings. Without quotes YAML reads `1.10` as the number 1.1.',
    why: '1.10 and 1.1 would be the same version',
    cure: 'put the version in quotes',
    bad: spec(`${master}kubernetes: { version: 1.10 }
`),
    good: spec(`${master}kubernetes: { version: "1.5.2" }
`),
  },
  UC021: {
    name: 'number-spelling',
    severity: 'warning',
    title: 'A number means something else than it seems to',
    what: 'YAML 1.2 reads `0644` as the decimal number 644, `0x1f` as 31 and `0o17` as 15; the program would get that number.',
    why: 'the program gets the decimal number, not what is written',
    cure: 'write the decimal number, or put the text in quotes',
    bad: specWith('kube-apiserver: { env: { UMASK: 0022 } }'),
    good: specWith('kube-apiserver: { env: { UMASK: "0022" } }'),
  },
  UC022: {
    name: 'inexact-number',
    severity: 'error',
    title: 'A number cannot be passed on exactly',
    what: 'Fractions and very large numbers may print in another way than they were written: `1.0` as `1`.',
    why: 'the program would get another text than the one written',
    cure: 'put the value in quotes',
    bad: specWith('kube-apiserver: { flags: { kube-api-qps: 1.50 } }'),
    good: specWith('kube-apiserver: { env: { RATIO: "1.50" } }'),
  },
  UC023: {
    name: 'control-character',
    severity: 'error',
    title: 'A text holds a character that files of a host cannot carry',
    what: 'Newlines and other control characters except tabs, halves of surrogate pairs and Unicode noncharacters are refused in all keys and values.',
    why: 'a unit or env file would be cut off or refused by systemd at this character',
    cure: 'write the text on one line, without the character',
    bad: spec(`${master}components:
  kube-apiserver: { env: { MOTD: "two\\nlines" } }
`),
    good: specWith('kube-apiserver: { env: { MOTD: "one line" } }'),
    references: ['systemd.syntax(7)'],
  },
  UC024: {
    name: 'secret',
    severity: 'error',
    title: 'A secret stands in the spec',
    what: 'Private keys, passwords in URLs, known forms of tokens, and values under names such as `password` or `token` are refused wherever they stand.',
    why: 'specs, units and archives are copied, committed and readable by all users of a host',
    cure: 'put it into a file on the host and write the path: a flag such as `token-auth-file`, or the keys under `pki`',
    bad: specWith('kube-apiserver: { env: { DB_PASSWORD: hunter2 } }'),
    good: specWith('kube-apiserver: { flags: { token-auth-file: /etc/kubernetes/tokens.csv } }'),
  },
  UC025: {
    name: 'environment-name',
    severity: 'error',
    title: 'A name cannot be an environment variable',
    what: 'Names of environment variables are letters, digits and `_` and do not start with a digit.',
    why: 'systemd drops such an assignment with only a message in the journal',
    cure: 'rename the variable',
    bad: specWith('kube-apiserver: { env: { log-level: debug } }'),
    good: specWith('kube-apiserver: { env: { LOG_LEVEL: debug } }'),
    references: ['systemd.exec(5)'],
  },
  UC026: {
    name: 'flag-name',
    severity: 'error',
    title: 'A name cannot be a flag',
    what: 'Flags are written without dashes in front and without a value behind: `v: 2` becomes `--v=2`.',
    why: 'the program would not recognise the flag',
    cure: 'write only the name as the key',
    bad: specWith('kube-apiserver: { flags: { --v: 2 } }'),
    good: specWith('kube-apiserver: { flags: { v: 2 } }'),
  },
  UC027: {
    name: 'host-address',
    severity: 'error',
    title: 'An address is neither an IP address nor a DNS name',
    what: '`address` is what the other hosts put into their configuration: an IPv4 or IPv6 address or a DNS name, alone.',
    why: 'the other hosts could not reach it',
    cure: 'write the address alone, without scheme, port or prefix length',
    bad: spec(`host: { os: centos-atomic, release: "7" }
images: { mirror: "registry.lab:5000" }
hosts:
  master-1: { address: 192.168.122.256, roles: [etcd, control-plane] }
`),
    good: spec(master),
  },
  UC028: {
    name: 'service-cidr',
    severity: 'error',
    title: 'The service network is not a network',
    what: '`serviceCIDR` is an IPv4 or IPv6 network in CIDR notation, its host bits zero.',
    why: 'kube-apiserver would not start, or would give out other addresses than expected',
    cure: 'write the network and its prefix length: `10.254.0.0/16`',
    bad: spec(`${master}kubernetes: { serviceCIDR: 10.254.0.0 }
`),
    good: spec(`${master}kubernetes: { serviceCIDR: 10.254.0.0/16 }
`),
  },
  UC029: {
    name: 'path',
    severity: 'error',
    title: 'A path is not absolute or not plain',
    what: 'Paths on hosts and in containers start with `/` and have no `.`, `..` or empty segments and no `/` at their end.',
    why: 'systemd and runc refuse such paths or disagree about what they mean',
    cure: 'write the absolute path in its shortest form',
    bad: specWith('kube-apiserver: { mounts: [{ source: ../data }] }'),
    good: specWith('kube-apiserver: { mounts: [{ source: /srv/data }] }'),
  },
  UC030: {
    name: 'image-reference',
    severity: 'error',
    title: 'An image reference is incomplete or malformed',
    what: 'An image is `[registry/]repository:tag`, with or instead of the tag an `@sha256:` digest.',
    why: 'without a tag or digest every host may run another image',
    cure: 'write the whole reference with its tag',
    bad: specWith('kube-apiserver: { image: quay.io/lab/apiserver }'),
    good: specWith('kube-apiserver: { image: "quay.io/lab/apiserver:1.5.2" }'),
    references: ['https://pkg.go.dev/github.com/distribution/reference'],
  },
  UC031: {
    name: 'image-latest',
    severity: 'warning',
    title: 'An image is tagged latest',
    what: '`:latest` names whatever was pushed last.',
    why: 'two hosts, or one host twice, may run different programs under one name',
    cure: 'write the version as the tag, or a digest',
    bad: specWith('kube-apiserver: { image: "quay.io/lab/apiserver:latest" }'),
    good: specWith('kube-apiserver: { image: "quay.io/lab/apiserver:1.5.2" }'),
  },
  UC032: {
    name: 'mirror',
    severity: 'error',
    title: 'The mirror is not a registry',
    what: '`images.mirror` takes the place of the registry in image references: a host with an optional port, and an optional path.',
    why: 'the container engine would look for the images somewhere else',
    cure: 'write host and port: `registry.lab:5000`',
    bad: spec(`host: { os: centos-atomic, release: "7" }
images: { mirror: http://registry.lab:5000 }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`),
    good: spec(master),
  },
  UC033: {
    name: 'unit-name',
    severity: 'error',
    title: 'A name cannot be a section or key of a unit',
    what: 'Sections and keys of unit files are letters, digits and `-`, and start with a letter.',
    why: 'systemd would ignore the section or the line',
    cure: 'write the name as the manual does: `RestartSec`',
    bad: specWith('kube-apiserver: { unit: { "[Service]": { RestartSec: 5s } } }'),
    good: specWith('kube-apiserver: { unit: { Service: { RestartSec: 5s } } }'),
    references: ['systemd.syntax(7)'],
  },
  UC034: {
    name: 'unit-value',
    severity: 'error',
    title: 'A value of `unit` cannot stand in a unit file',
    what: 'Values of `unit` are copied as they are. A backslash at the end would join the next line, and blanks around a value are dropped by systemd.',
    why: 'systemd would read something else than what is written',
    cure: 'remove the backslash or the blanks, or quote them as systemd does',
    bad: specWith(`kube-apiserver: { unit: { Service: { SyslogIdentifier: 'api\\' } } }`),
    good: specWith('kube-apiserver: { unit: { Service: { SyslogIdentifier: api } } }'),
    references: ['systemd.syntax(7)'],
  },
} as const satisfies Entries;
