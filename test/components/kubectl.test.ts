/** Where kubectl comes from: by family, version and target, and what the spec says. */
import { describe, expect, test } from 'vitest';
import { imageUses } from '../../src/inventory/images.ts';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const secure = `pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: a.pub, private: a.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/cm.conf, scheduler: /etc/kubernetes/s.conf }
`;
const spec = (family: string, version: string, rest = '') => `host: { os: centos-atomic }
images: { mirror: "m.lab", family: ${family} }
kubernetes: { version: "${version}" }
${secure}hosts: { master-1: { address: 192.0.2.1, roles: [etcd, control-plane] } }
${rest}`;

const unit = 'unitc-kubectl.service';
const copied = (text: string) => argvOf(treeOf(text), unit).slice(1);
const has = (text: string, path: string) => treeOf(text).get(path) !== undefined;
const copies = (text: string) => has(text, `etc/systemd/system/${unit}`);
const to = '/usr/local/bin/kubectl';

describe('copied', () => {
  test.each([
    ['distribution', '1.5.2', '', 'm.lab/centos/kubernetes-apiserver:1.5.2', '/usr/bin/kubectl'],
    ['hyperkube', '1.5.2', '', 'm.lab/google_containers/hyperkube-amd64:v1.5.2', '/hyperkube'],
    ['hyperkube', '1.16.15', '', 'm.lab/hyperkube:v1.16.15', '/hyperkube'],
    ['hyperkube', '1.17.0', '', 'm.lab/hyperkube:v1.17.0', '/usr/local/bin/kubectl'],
    ['upstream', '1.28.0', 'kubectl: copy', 'm.lab/kubectl:v1.28.0', '/bin/kubectl'],
    ['upstream', '1.20.2', 'kubectl: { image: "o.lab/k:1", command: /k }', 'o.lab/k:1', '/k'],
    ['distribution', '1.5.2', 'kubectl: { command: /k }', 'm.lab/centos/kubernetes-apiserver:1.5.2', '/k'],
    ['distribution', '1.5.2', 'kubectl: { image: "o.lab/k:1" }', 'o.lab/k:1', '/usr/bin/kubectl'],
  ])('family %s at %s with %j', (family, version, rest, image, path) => {
    const text = spec(family, version, rest);
    expect(compileText(text).diagnostics).toEqual([]);
    expect(copied(text)).toEqual([to, image, path]);
    expect(argvOf(treeOf(text), unit, 'ExecStartPre').slice(1)).toEqual(['missing', image]);
  });

  test('by every start of the API server, without an order', () => {
    const { content } = fileOf(treeOf(spec('distribution', '1.5.2')), 'etc/systemd/system/kube-apiserver.service');
    expect(content).toMatch(/^Wants=.* unitc-kubectl\.service$/m);
    expect(content).not.toMatch(/^After=.*unitc-kubectl/m);
  });

  test('from the root file system of a system container, without docker', () => {
    const text = spec('distribution', '1.5.2', 'components: { kube-apiserver: { target: system-container } }');
    const rootfs = 'rootfs:/var/lib/containers/atomic/kube-apiserver.0/rootfs';
    expect(copied(text)).toEqual([to, rootfs, '/usr/bin/kubectl']);
    const { content } = fileOf(treeOf(text), `etc/systemd/system/${unit}`);
    expect(content).not.toMatch(/docker|ensure-image/);
  });

  test('with the API server’s image and its pull policy', () => {
    const text = spec('distribution', '1.5.2', 'components: { kube-apiserver: { pull: never } }');
    expect(argvOf(treeOf(text), unit, 'ExecStartPre')[1]).toBe('never');
    const own = 'components: { kube-apiserver: { image: "o.lab/a:1" } }';
    expect(copies(spec('distribution', '1.5.2', own))).toBe(false);
    expect(copied(spec('distribution', '1.5.2', `${own}\nkubectl: copy`))).toEqual([
      to,
      'o.lab/a:1',
      '/usr/bin/kubectl',
    ]);
  });
});

test('there is none where it would need an image of its own, or a package brings it', () => {
  expect(copies(spec('upstream', '1.35.0'))).toBe(false);
  expect(copies(spec('distribution', '1.5.2', 'kubectl: none'))).toBe(false);
  expect(copies(spec('distribution', '1.5.2', 'components: { kube-apiserver: { target: host } }'))).toBe(false);
  const asked = 'components: { kube-apiserver: { target: host } }\nkubectl: copy';
  expect(copied(spec('distribution', '1.5.2', asked))).toEqual([
    to,
    'm.lab/centos/kubernetes-apiserver:1.5.2',
    '/usr/bin/kubectl',
  ]);
});

test('a wrapper is a script and no unit', () => {
  const text = spec('distribution', '1.5.2', 'kubectl: wrapper');
  expect(copies(text)).toBe(false);
  expect(has(text, 'usr/local/bin/kubectl')).toBe(true);
  expect(fileOf(treeOf(text), 'etc/systemd/system/kube-apiserver.service').content).not.toContain('unitc-kubectl');
});

test('an image for kubectl alone is one to mirror', () => {
  const uses = (text: string) => {
    const { cluster } = compileText(text);
    return cluster && imageUses(cluster).filter(({ component }) => component === 'kubectl');
  };
  expect(uses(spec('upstream', '1.28.0', 'kubectl: wrapper'))).toEqual([
    {
      component: 'kubectl',
      kind: 'kubectl',
      hosts: ['master-1'],
      source: 'registry.k8s.io/kubectl:v1.28.0',
      pulled: 'm.lab/kubectl:v1.28.0',
      mirrored: true,
    },
  ]);
  expect(uses(spec('upstream', '1.20.2', 'kubectl: { image: "o.lab/k:1", command: /k }'))).toMatchObject([
    { source: 'o.lab/k:1', pulled: 'o.lab/k:1', mirrored: false },
  ]);
  expect(uses(spec('distribution', '1.5.2'))).toEqual([]);
});

test.each(['copy', 'wrapper', '{ image: "o.lab/k:1" }', '{ by: copy, command: /k }'])(
  '%s needs an image that has it',
  (by) => {
    expect(codesOf(compileText(spec('upstream', '1.27.9', `kubectl: ${by}`)))).toEqual(['UC179']);
  },
);
