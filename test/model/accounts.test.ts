import { describe, expect, test } from 'vitest';
import { compileText, fileOf, treeOf } from '../support/compile.ts';

const spec = (host: string, components: string, roles = 'etcd, control-plane') => `host: { ${host} }
images: { family: distribution, mirror: "registry.lab:5000" }
kubernetes: { version: "1.5.2" }
hosts:
  master-1: { address: 192.0.2.1, roles: [${roles}] }
components: ${components}
`;

function accounts(text: string): string[] {
  const tree = treeOf(text);
  if (tree.get('etc/sysusers.d/unitc.conf') === undefined) {
    expect([...tree].filter(({ path }) => /accounts/.test(path))).toEqual([]);
    return [];
  }
  return fileOf(tree, 'etc/sysusers.d/unitc.conf').content.split('\n').slice(1, -1);
}

const etcd = ['g etcd -', 'u etcd - - /var/lib/etcd'];
const both = ['g etcd -', 'g kube 994', 'u etcd - - /var/lib/etcd', 'u kube 996 - /'];

describe('accounts that a host lacks', () => {
  test.each([
    ['centos-atomic', '"7"', []],
    ['fedora-atomic', '"25"', []],
    ['fedora-atomic', '"27"', both],
    ['centos-atomic-continuous', '"7"', both],
    ['debian', '"12"', []],
  ])('those that the guides hand files to, on %s %s', (os, release, expected) => {
    expect(accounts(spec(`os: ${os}, release: ${release}`, '{}'))).toEqual(expected);
  });

  test('a package of the distribution brings its own user, elsewhere nothing does', () => {
    const components = '{ etcd: { target: host }, kube-scheduler: { target: host } }';
    expect(accounts(spec('os: fedora-atomic, release: "27"', '{ etcd: { target: host } }', 'etcd'))).toEqual([]);
    expect(accounts(spec('os: debian', components))).toEqual(both);
    expect(accounts(spec('os: debian', '{ etcd: { target: host } }', 'etcd'))).toEqual(etcd);
  });

  test('users and groups that the spec names; not numbers, and not those that are everywhere', () => {
    const of = (user: string) =>
      accounts(spec('os: centos-atomic', `{ kube-scheduler: { target: host, user: "${user}" } }`));
    expect(of('app')).toEqual(['g app -', 'u app - - /']);
    expect(of('app:docker')).toEqual(['g docker -', 'u app - - /']);
    expect(of('996:994')).toEqual([]);
    expect(of('996:docker')).toEqual(['g docker -']);
    expect(of('root')).toEqual([]);
    expect(of('etcd:nobody')).toEqual([]);
    expect(of('constructor')).toEqual(['g constructor -', 'u constructor - - /']);
  });

  test('the units that need them, and only these, start after them', () => {
    const tree = treeOf(
      spec('os: debian', '{ kube-scheduler: { target: host, user: app }, kube-apiserver: { user: app } }'),
    );
    for (const name of ['kube-scheduler', 'kube-apiserver', 'etcd']) {
      const { content } = fileOf(tree, `etc/systemd/system/${name}.service`);
      const [wants, after] = ['Wants', 'After'].map(
        (key) => new RegExp(`^${key}=.* unitc-accounts\\.service( |$)`, 'm'),
      );
      expect([name, wants?.test(content), after?.test(content)]).toEqual([
        name,
        name === 'kube-scheduler',
        name === 'kube-scheduler',
      ]);
    }
  });

  test('an API server that makes its own certificate has a directory for it, where no package makes one', () => {
    const made = (host: string, more = '') => {
      const tree = treeOf(`${spec(host, '{ kube-apiserver: { target: host } }')}${more}`);
      return tree.get('etc/tmpfiles.d/kube-apiserver.conf') === undefined
        ? []
        : fileOf(tree, 'etc/tmpfiles.d/kube-apiserver.conf').content.split('\n').slice(1, -1);
    };
    expect(made('os: debian')).toEqual(['d /run/kubernetes 0755 kube kube - -', 'Z /run/kubernetes - kube kube - -']);
    expect(made('os: centos-atomic')).toEqual([]);
    const server = 'server: { cert: s.crt, key: s.key }';
    expect(made('os: debian', `pki: { kubernetes: { ca: ca.crt, ${server} } }\n`)).toEqual([]);
  });

  test('what names no account of a host is refused before', () => {
    const { diagnostics, trees } = compileText(
      spec('os: debian', '{ kube-scheduler: { target: host, user: "app -\\nu root 0" } }'),
    );
    expect(trees.size).toBe(0);
    expect(diagnostics.map(({ code }) => code)).toContain('UC023');
  });
});
