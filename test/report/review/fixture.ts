/** A review by hand with everything in it that a review can hold. */
import { sha256 } from '../../../src/core/sha256.ts';
import type { Cause, Content, FileReview, Review, SideEntry } from '../../../src/review/model.ts';

const contents: Record<string, Content> = {};

function file(text: string, mode = '0644', owner = 'root:root'): SideEntry {
  const key = sha256(text);
  contents[key] = { text };
  return { type: 'file', mode, owner, content: key };
}

function binary(bytes: Uint8Array): SideEntry {
  const key = sha256(bytes);
  contents[key] = { base64: Buffer.from(bytes).toString('base64') };
  return { type: 'file', mode: '0644', content: key };
}

const unit = (image: string, servers: string, more = '') => `[Unit]
Description=Kubernetes API server
After=etcd.service

[Service]
ExecStartPre=/usr/local/libexec/unitc/ensure-image ${image}
ExecStart=/usr/bin/docker run --net=host ${image} kube-apiserver --etcd-servers=${servers} --v=2
${more}Restart=always

[Install]
WantedBy=multi-user.target
`;

const etcdVersion: Cause = {
  kind: 'spec',
  side: 'after',
  path: 'etcd.version',
  file: 'cluster.yaml',
  line: 14,
  text: '"3.4.27"',
};
const masters = ['master-1', 'master-2', 'master-3'];
const nodes = ['node-1', 'node-2'];

const apiserver: Change = {
  hosts: masters,
  path: 'etc/systemd/system/kube-apiserver.service',
  kind: 'changed',
  syntax: 'unit',
  before: file(unit('k8s.gcr.io/hyperkube:v1.18.20', 'http://192.0.2.1:2379')),
  after: file(unit('k8s.gcr.io/hyperkube:v1.19.16', 'https://192.0.2.1:2379', 'LimitNOFILE=65536\n')),
  elements: [
    {
      kind: 'flag',
      at: ['Service', 'ExecStart', '--etcd-servers'],
      change: 'changed',
      before: 'http://192.0.2.1:2379',
      after: 'https://192.0.2.1:2379',
      lines: { before: [7], after: [7] },
      causes: [
        { kind: 'spec', side: 'after', path: 'pki.etcd.server', file: 'cluster.yaml', line: 21 },
        { kind: 'derived', rule: 'the clients of etcd with certificates' },
      ],
    },
    {
      kind: 'word',
      at: ['Service', 'ExecStart', 'image'],
      change: 'changed',
      before: 'k8s.gcr.io/hyperkube:v1.18.20',
      after: 'k8s.gcr.io/hyperkube:v1.19.16',
      lines: { before: [7], after: [7] },
      causes: [
        { kind: 'spec', side: 'after', path: 'kubernetes.version', file: 'cluster.yaml', line: 3, text: '"1.19.16"' },
      ],
    },
    {
      kind: 'key',
      at: ['Service', 'LimitNOFILE'],
      change: 'added',
      after: '65536',
      lines: { after: [8] },
      causes: [{ kind: 'generator', before: 'unitc 0.1.0', after: 'unitc 0.2.0' }],
    },
  ],
};

/** Without what the fixture says of all of them. */
type Change = Omit<FileReview, 'id' | 'causes'> & Partial<FileReview>;

const changes: Change[] = [
  apiserver,
  ...masters.map(
    (host, index): Change => ({
      hosts: [host],
      path: 'etc/etcd/etcd.conf',
      kind: 'changed',
      syntax: 'env-file',
      before: file(`ETCD_NAME=${host}\nETCD_LISTEN_CLIENT_URLS=http://192.0.2.${index + 1}:2379\n# ${host}\n`),
      after: file(
        `ETCD_NAME=${host}\nETCD_LISTEN_CLIENT_URLS=https://192.0.2.${index + 1}:2379\nETCD_SNAPSHOT_COUNT=5000\n# ${host}\n`,
      ),
      elements: [
        {
          kind: 'variable',
          at: ['ETCD_LISTEN_CLIENT_URLS'],
          change: 'changed',
          before: `http://192.0.2.${index + 1}:2379`,
          after: `https://192.0.2.${index + 1}:2379`,
          lines: { before: [2], after: [2] },
          causes: [{ kind: 'spec', side: 'after', path: 'pki.etcd.server', file: 'cluster.yaml', line: 21 }],
        },
        {
          kind: 'variable',
          at: ['ETCD_SNAPSHOT_COUNT'],
          change: 'added',
          after: '5000',
          lines: { after: [3] },
          causes: [{ kind: 'spec', side: 'after', path: 'components.etcd.flags', file: 'cluster.yaml', line: 30 }],
        },
      ],
    }),
  ),
  {
    hosts: masters,
    path: 'etc/kubernetes/token.csv',
    kind: 'changed',
    syntax: 'text',
    before: { type: 'file', mode: '0600', owner: 'root:root', content: 'a'.repeat(64) },
    after: { type: 'file', mode: '0600', owner: 'root:root', content: 'b'.repeat(64) },
    elements: [],
    redacted: true,
  },
  {
    hosts: masters,
    path: 'var/lib/containers/atomic/etcd.0/config.json',
    kind: 'changed',
    syntax: 'json',
    before: file('{\n  "mounts": [],\n  "process": {\n    "args": [\n      "etcd"\n    ]\n  }\n}\n'),
    after: file(
      '{\n  "mounts": [\n    {\n      "destination": "/etc/ssl"\n    }\n  ],\n  "process": {\n    "args": [\n      "etcd"\n    ]\n  }\n}\n',
    ),
    elements: [
      {
        kind: 'item',
        at: ['mounts', '/etc/ssl'],
        change: 'added',
        after: '{"destination":"/etc/ssl"}',
        lines: { after: [3, 4, 5] },
        causes: [etcdVersion],
      },
      {
        kind: 'item',
        at: ['process', 'args', 'etcd'],
        change: 'moved',
        before: 'etcd',
        after: 'etcd',
        lines: { before: [5], after: [9] },
        causes: [etcdVersion],
      },
    ],
  },
  {
    hosts: nodes,
    path: 'etc/systemd/system/kube-proxy.service',
    kind: 'changed',
    syntax: 'unit',
    before: file('# old comment\n[Service]\nExecStart=/usr/bin/kube-proxy\n'),
    after: file('# new comment\n[Service]\nExecStart=/usr/bin/kube-proxy\n'),
    elements: [],
  },
  {
    hosts: nodes,
    path: 'etc/tmpfiles.d/kubelet.conf',
    from: 'usr/lib/tmpfiles.d/kubelet.conf',
    kind: 'renamed',
    syntax: 'tmpfiles',
    before: file('d /var/lib/kubelet 0755 root root -\n', '0600'),
    after: file('d /var/lib/kubelet 0700 root root -\n'),
    elements: [
      {
        kind: 'line',
        at: ['d', '/var/lib/kubelet'],
        change: 'changed',
        before: '0755',
        after: '0700',
        lines: { before: [1], after: [1] },
        causes: [
          { kind: 'spec', side: 'before', path: 'host.os', file: 'cluster.yaml', line: 2, text: 'fedora' },
          { kind: 'default', by: 'kubelet' },
        ],
      },
    ],
  },
  {
    hosts: nodes,
    path: 'usr/local/libexec/unitc/wait-ready',
    kind: 'mode',
    syntax: 'script',
    before: file('#!/bin/sh\nexit 0\n', '0644'),
    after: file('#!/bin/sh\nexit 0\n', '0755'),
    elements: [],
  },
  {
    hosts: [...masters, ...nodes],
    path: 'usr/local/libexec/unitc/logo',
    kind: 'changed',
    syntax: 'binary',
    before: binary(Uint8Array.of(0, 1, 2, 255)),
    after: binary(Uint8Array.of(0, 1, 3, 254)),
    elements: [],
  },
  {
    hosts: ['node-1'],
    path: 'etc/kubernetes/manifests',
    kind: 'owner',
    syntax: 'text',
    before: { type: 'directory', mode: '0755', owner: 'root:root' },
    after: { type: 'directory', mode: '0755', owner: 'kube:kube' },
    elements: [],
  },
  {
    hosts: ['node-1'],
    path: 'etc/localtime',
    kind: 'changed',
    syntax: 'text',
    before: { type: 'symlink', target: '../usr/share/zoneinfo/UTC' },
    after: { type: 'symlink', target: '../usr/share/zoneinfo/Europe/Berlin' },
    elements: [],
  },
  {
    hosts: ['node-4'],
    path: 'etc/systemd/system/kubelet.service',
    kind: 'added',
    syntax: 'unit',
    after: file('[Service]\nExecStart=/usr/bin/kubelet\n'),
    elements: [
      {
        kind: 'key',
        at: ['Service', 'ExecStart'],
        change: 'added',
        after: '/usr/bin/kubelet',
        lines: { after: [1] },
        files: { after: 'etc/systemd/system/kubelet.service.d/10.conf' },
        causes: [],
      },
    ],
    causes: [{ kind: 'spec', side: 'after', path: 'hosts["node-4"]', file: 'cluster.yaml', line: 40 }],
  },
  {
    hosts: ['node-9'],
    path: 'etc/systemd/system/flanneld.service',
    kind: 'removed',
    syntax: 'unit',
    before: file('[Service]\nExecStart=/usr/bin/flanneld\n'),
    elements: [
      {
        kind: 'key',
        at: ['Service', 'ExecStart'],
        change: 'removed',
        before: '/usr/bin/flanneld',
        lines: { before: [2] },
        causes: [{ kind: 'spec', side: 'before', path: 'hosts["node-9"]', file: 'cluster.yaml', line: 44 }],
      },
    ],
  },
];

contents['a'.repeat(64)] = { text: 'redacted: 20 bytes\n' };
contents['b'.repeat(64)] = { text: 'redacted: 24 bytes\n' };

export const fixture: Review = {
  version: 1,
  generator: 'unitc 0.2.0',
  before: { kind: 'git', name: 'git:HEAD:cluster.yaml', generator: 'unitc 0.2.0' },
  after: { kind: 'spec', name: 'cluster.yaml', generator: 'unitc 0.2.0' },
  hosts: [
    ...masters.map((name, index) => ({
      name,
      kind: 'changed' as const,
      daemonReload: true,
      units: [
        { unit: 'etcd.service', action: 'restart' as const, changes: [1 + index, 5] },
        { unit: 'kube-apiserver.service', action: 'restart' as const, changes: [0, 4] },
        {
          unit: 'kube-scheduler.service',
          action: 'restart' as const,
          changes: [],
          because: { unit: 'kube-apiserver.service', by: 'Requires' },
        },
      ],
    })),
    {
      name: 'node-1',
      kind: 'changed',
      daemonReload: true,
      units: [{ unit: 'kube-proxy.service', action: 'daemon-reload', changes: [6] }],
    },
    {
      name: 'node-2',
      kind: 'changed',
      daemonReload: true,
      units: [{ unit: 'kube-proxy.service', action: 'daemon-reload', changes: [6] }],
    },
    { name: 'node-3', kind: 'same', daemonReload: false, units: [] },
    {
      name: 'node-4',
      kind: 'added',
      daemonReload: true,
      units: [{ unit: 'kubelet.service', action: 'start', changes: [12] }],
    },
    {
      name: 'node-9',
      kind: 'removed',
      daemonReload: true,
      units: [{ unit: 'flanneld.service', action: 'stop', changes: [13] }],
    },
  ],
  changes: changes.map((change, id) => ({ causes: [], ...change, id })),
  risks: [
    {
      code: 'UC717',
      severity: 'error',
      hosts: masters,
      change: 0,
      element: 0,
      unit: 'kube-apiserver.service',
      message: 'all members of etcd restart at once',
      help: 'apply to one host after the other',
    },
    {
      code: 'UC702',
      severity: 'warning',
      hosts: masters,
      unit: 'etcd.service',
      message: 'the cluster has no quorum while `etcd.service` restarts',
      help: 'wait for each member',
    },
    { code: 'UC799', severity: 'note', hosts: ['node-9'], message: 'a host is gone', help: '' },
  ],
  alike: [
    {
      path: 'etc/etcd/etcd.conf',
      hosts: masters,
      members: [1, 2, 3].map((change) => ({ change, element: 1 })),
    },
  ],
  contents,
};

export const none: Review = { ...fixture, hosts: [], changes: [], risks: [], alike: [], contents: {} };
