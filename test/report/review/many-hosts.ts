/** A review of as many hosts as are asked for: a unit that all share, and a file that each has its own of. */
import { sha256 } from '../../../src/core/sha256.ts';
import type { Content, FileReview, Review, SideEntry } from '../../../src/review/model.ts';
import { fixture } from './fixture.ts';

export function manyHosts(count: number): Review {
  const contents: Record<string, Content> = {};
  const file = (text: string): SideEntry => {
    contents[sha256(text)] = { text };
    return { type: 'file', mode: '0644', content: sha256(text) };
  };
  const hosts = Array.from({ length: count }, (_, index) => `host-${String(index).padStart(4, '0')}`);
  const own = hosts.map((host, index): FileReview => {
    const address = `10.0.${index >> 8}.${index & 255}`;
    return {
      id: index,
      hosts: [host],
      path: 'etc/etcd/etcd.conf',
      kind: 'changed',
      syntax: 'env-file',
      before: file(`ETCD_NAME=${host}\nETCD_LISTEN_CLIENT_URLS=http://${address}:2379\n`),
      after: file(`ETCD_NAME=${host}\nETCD_LISTEN_CLIENT_URLS=https://${address}:2379\n`),
      elements: [
        {
          kind: 'variable',
          at: ['ETCD_LISTEN_CLIENT_URLS'],
          change: 'changed',
          before: `http://${address}:2379`,
          after: `https://${address}:2379`,
          lines: { before: [2], after: [2] },
          causes: [{ kind: 'spec', side: 'after', path: 'pki.etcd.server', file: 'cluster.yaml', line: 21 }],
        },
      ],
      causes: [],
    };
  });
  const shared: FileReview = {
    id: count,
    hosts,
    path: 'etc/systemd/system/etcd.service',
    kind: 'changed',
    syntax: 'unit',
    before: file('[Service]\nExecStart=/usr/bin/etcd\n'),
    after: file('[Service]\nExecStart=/usr/bin/etcd\nLimitNOFILE=65536\n'),
    elements: [
      {
        kind: 'key',
        at: ['Service', 'LimitNOFILE'],
        change: 'added',
        after: '65536',
        lines: { after: [3] },
        causes: [],
      },
    ],
    causes: [],
  };
  return {
    ...fixture,
    hosts: hosts.map((name, index) => ({
      name,
      kind: 'changed',
      daemonReload: true,
      units: [{ unit: 'etcd.service', action: 'restart', changes: [index, count] }],
    })),
    changes: [...own, shared],
    risks: [],
    alike: [],
    contents,
  };
}
