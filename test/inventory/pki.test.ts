import { describe, expect, test } from 'vitest';
import { opensslScript, type PkiItem, pkiItems } from '../../src/inventory/pki/index.ts';
import { firstAddress } from '../../src/inventory/pki/names.ts';
import { compileText } from '../support/compile.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';

function itemsOf(text: string): PkiItem[] {
  const { cluster, diagnostics } = compileText(text);
  if (cluster === undefined) throw new Error(JSON.stringify(diagnostics));
  return pkiItems(cluster);
}

const trust = `pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  etcd: { ca: ca.crt, server: { cert: s.crt, key: s.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/cm.conf, scheduler: /etc/kubernetes/s.conf }
`;
const spec = (more: string, version = '1.20.2') => `host: { os: debian }
name: lab
kubernetes: { version: "${version}" }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
${trust}${more}`;
const find = (items: readonly PkiItem[], path: string, host = 'master-1') =>
  items.find((item) => item.path === path && item.host === host);

describe('pkiItems', () => {
  test('without pki there is nothing', () => {
    expect(
      itemsOf(
        'host: { os: debian }\nkubernetes: { version: "1.19.1" }\nhosts: { a: { address: 1.2.3.4, roles: [etcd, control-plane] } }\n',
      ),
    ).toEqual([]);
  });

  test('a pair of etcd that serves, meets peers and logs in has both usages and the host’s names', () => {
    expect(find(itemsOf(spec('')), '/etc/etcd/certs/s.crt')).toMatchObject({
      kind: 'certificate',
      authority: 'etcd',
      subject: { commonName: 'master-1' },
      usage: ['server', 'client'],
      names: { dns: ['master-1', 'localhost'], ip: ['192.0.2.1', '127.0.0.1'] },
      key: '/etc/etcd/certs/s.key',
      mode: '0644',
    });
    expect(find(itemsOf(spec('')), '/etc/etcd/certs/s.key')).toMatchObject({
      kind: 'key',
      mode: '0600',
      owner: 'root:root',
    });
  });

  test('a flag of the spec counts, however it is given', () => {
    const items = itemsOf(
      spec(`components:
  kube-apiserver:
    flags: { kubelet-client-certificate: /srv/k.crt, kubelet-client-key: /srv/k.key }
    args: [--proxy-client-cert-file, /srv/p.crt, -proxy_client_key_file=/srv/p.key, --requestheader-client-ca-file=/srv/fp.crt]
  etcd: { env: { ETCD_PEER_CERT_FILE: /srv/peer.crt }, flags: { trusted-ca-file: /srv/etcd-ca.crt } }
`),
    );
    expect(find(items, '/srv/k.crt')).toMatchObject({
      subject: { commonName: 'kube-apiserver-kubelet-client', organization: 'system:masters' },
      usage: ['client'],
      names: { dns: [], ip: [] },
      key: '/srv/k.key',
    });
    expect(find(items, '/srv/p.crt')).toMatchObject({ authority: 'front-proxy', key: '/srv/p.key' });
    expect(find(items, '/srv/fp.crt')).toMatchObject({ kind: 'ca', authority: 'front-proxy' });
    expect(find(items, '/srv/peer.crt')).toMatchObject({ kind: 'certificate', authority: 'etcd' });
    expect(find(items, '/srv/etcd-ca.crt')).toMatchObject({ kind: 'ca', authority: 'etcd' });
  });

  test('authorities whose certificates are one file are one', () => {
    const items = itemsOf(spec('').replace('etcd: { ca: ca.crt,', 'etcd: { ca: /etc/kubernetes/certs/ca.crt,'));
    expect(new Set(items.flatMap((item) => ('authority' in item ? [item.authority] : [])))).toEqual(
      new Set(['kubernetes']),
    );
  });

  test('a key belongs to the one user besides root that reads it; of several a note tells', () => {
    const users = (a: string, b: string) =>
      find(
        itemsOf(spec(`components: { kube-apiserver: { user: "${a}" }, kube-controller-manager: { user: "${b}" } }`)),
        '/etc/kubernetes/certs/sa.key',
      );
    expect(users('996:994', '996:994')).toMatchObject({ owner: '996:994', mode: '0600', notes: [] });
    expect(users('0:0', '996')).toMatchObject({ owner: '996:root', mode: '0600', notes: [] });
    expect(users('1:9', '2:9')).toMatchObject({ owner: '1:9', mode: '0640', notes: [] });
    expect(users('1:1', '2:2')).toMatchObject({
      owner: '1:1',
      mode: '0600',
      notes: ['also read by the user 2:2, which this owner and mode lock out'],
    });
  });

  test('tokens signed with the server’s key make its certificate one for all hosts, with the names of all', () => {
    const items = itemsOf(`host: { os: debian }
kubernetes: { version: "1.19.16", controlPlaneEndpoint: "https://api.lab:6443" }
hosts:
  a: { address: 192.0.2.1, roles: [etcd, control-plane] }
  b: { address: "fd00::1", roles: [control-plane] }
${trust.replace('public: sa.pub, private: sa.key', 'public: s.crt, private: s.key')}`);
    for (const host of ['a', 'b']) {
      const item = find(items, '/etc/kubernetes/certs/s.crt', host);
      expect(item).toMatchObject({ shared: true, kind: 'certificate' });
      expect(item?.kind === 'certificate' && item.names.ip).toEqual([
        '192.0.2.1',
        '127.0.0.1',
        '10.254.0.1',
        'fd00::1',
        '::1',
      ]);
      expect(find(items, '/etc/kubernetes/certs/s.key', host)).toMatchObject({ shared: true, kind: 'key' });
    }
    expect(find(items, '/etc/etcd/certs/s.crt', 'a')).toMatchObject({ shared: false });
  });

  test('of an etcd that runs elsewhere: the client pair and the authority, with a note', () => {
    const { cluster } = compileGolden('external-etcd');
    const items = cluster === undefined ? [] : pkiItems(cluster);
    expect(items.map(({ host, path, notes }) => [host, path, notes])).toEqual(
      ['master-1', 'node-1'].flatMap((host) => [
        [host, '/etc/etcd-client/ca.crt', ['from the authority of the etcd that runs elsewhere']],
        [host, '/etc/etcd-client/client.crt', ['from the authority of the etcd that runs elsewhere']],
        [host, '/etc/etcd-client/client.key', []],
      ]),
    );
  });

  test('two programs with one kubeconfig log in as one user, and a note tells', () => {
    const items = itemsOf(spec('').replace('/etc/kubernetes/s.conf', '/etc/kubernetes/cm.conf'));
    expect(find(items, '/etc/kubernetes/cm.conf')).toMatchObject({
      subject: { commonName: 'system:kube-controller-manager' },
      server: 'https://192.0.2.1:6443',
      notes: ['system:kube-scheduler logs in with it too, as system:kube-controller-manager'],
    });
  });

  test.each(goldenCases())('golden/%s: every file of a pki that a host’s files name is in the list', (name) => {
    const { cluster, trees } = compileGolden(name);
    if (cluster === undefined) throw new Error(`${name} does not compile`);
    const listed = new Set(pkiItems(cluster).map(({ host, path }) => `${host}:${path}`));
    const named = new Set<string>();
    // Anything that has the name of a certificate, a key or a kubeconfig, wherever it stands.
    const form = /(?<![\w.-])\/[\w./-]+\.(?:crt|pem|key|pub|kubeconfig)(?![\w.-])/g;
    for (const [host, tree] of trees) {
      for (const artifact of tree) {
        if (artifact.type !== 'file' || artifact.path.startsWith('usr/local/libexec/')) continue;
        const content = artifact.content.replace(/https?:\/\/\S+/g, '');
        for (const [path] of content.matchAll(form)) named.add(`${host}:${path}`);
      }
    }
    expect([...listed].sort()).toEqual([...named].sort());
  });
});

test.each([
  ['10.254.0.0/16', '10.254.0.1'],
  ['10.0.0.255/32', '10.0.1.0'],
  ['fd00::/108', 'fd00::1'],
  ['2001:db8:0:1:0:0:0:0/64', '2001:db8:0:1::1'],
  ['fd00:0:0:1::ffff/128', 'fd00::1:0:0:1:0'],
  ['nonsense', undefined],
])('the first address of %s', (cidr, address) => {
  expect(firstAddress(cidr)).toBe(address);
});

describe('opensslScript', () => {
  const script = (more: string) => opensslScript(itemsOf(spec(more)), { header: 'By a test.', cluster: 'lab' });

  test('quotes what the spec says, and does not make what is no path below the host’s root', () => {
    const text = script(`components:
  kube-apiserver: { flags: { kubelet-client-certificate: "/srv/it's $HOME/k.crt", kubelet-client-key: "/srv/k;id.key" } }
  kube-scheduler: { flags: { kubeconfig: ../up.conf } }
  kube-controller-manager: { flags: { tls-cert-file: /a/../b.crt, tls-private-key-file: "/x\\ty.key" } }
`);
    expect(text).toContain(
      `certificate 'master-1/srv/it'\\''s $HOME/k.crt' 'master-1/srv/k;id.key' kubernetes <<'EOF'`,
    );
    expect(text).toContain('\n# not made, because it is no absolute path in its shortest form: master-1 ../up.conf\n');
    expect(text).toContain('\n# not made, because it is no absolute path in its shortest form: master-1 /a/../b.crt\n');
  });

  test('tells of a certificate whose key nobody names', () => {
    expect(script('components: { kube-apiserver: { flags: { kubelet-client-certificate: /srv/k.crt } } }')).toContain(
      '\n# not made, because no flag names its key: master-1/srv/k.crt\n',
    );
  });

  test('gives files to other users by commands for the host', () => {
    expect(script('components: { kube-scheduler: { user: "996:994" } }')).toContain(
      `printf '%s\\n' 'chown 996:994 /etc/kubernetes/s.conf' \\\n  'chmod 0600 /etc/kubernetes/s.conf' | place 644 master-1.owners`,
    );
  });
});
