/** Credentials and insecure registries: who is told of them, and where. */
import { describe, expect, test } from 'vitest';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const spec = (images: string, roles: string, more = '') => `host: { os: centos-atomic }
images: { mirror: "registry.lab:5000/x", ${images} }
kubernetes: { controlPlaneEndpoint: "http://192.0.2.9:8080" }
hosts: { master-1: { address: 192.0.2.1, roles: [${roles}] } }
${more}`;
const secret = 'pullSecret: /srv/auth/docker.json';
const onHost = 'components: { kubelet: { target: host }, kube-proxy: { target: host } }';
const conf = 'etc/unitc/images.conf';
const dropIn = 'etc/systemd/system/docker.service.d/50-registry.conf';

describe('the helpers', () => {
  test('know both where something runs from an image', () => {
    for (const role of ['etcd', 'node']) {
      const { content } = fileOf(treeOf(spec(`${secret}, insecure: true`, role)), conf);
      expect(content).toContain('\npull_secret=/srv/auth/docker.json\n');
      expect(content).toContain('\ninsecure_registry=registry.lab:5000\n');
    }
    expect(treeOf(spec(`${secret}`, 'node', onHost)).get(conf)).toBeUndefined();
    expect(treeOf(spec('insecure: false', 'node')).get(conf)).toBeUndefined();
  });
});

describe('docker', () => {
  test('is told of the registry where it pulls for components, for pods, or for fetch-rootfs', () => {
    for (const [role, more] of [
      ['etcd', ''],
      ['node', ''],
      ['node', onHost],
    ] as const) {
      const { content } = fileOf(treeOf(spec('insecure: true', role, more)), dropIn);
      expect(content).toContain('\nEnvironment=INSECURE_REGISTRY=--insecure-registry=registry.lab:5000\n');
    }
    expect(treeOf(spec('insecure: false', 'node')).get(dropIn)).toBeUndefined();
  });
  test('is left alone where its unit has no variable for that', () => {
    const text = spec('insecure: true', 'node', onHost).replace('centos-atomic }', 'fedora-coreos }');
    const old = text.replace('kubernetes: {', `kubernetes: { version: "1.5.2",`);
    expect(treeOf(old).get(dropIn)).toBeUndefined();
    expect(codesOf(compileText(old))).toEqual(['UC176']);
  });
});

describe('a kubelet', () => {
  const tmpfiles = 'etc/tmpfiles.d/kubelet.conf';
  test('finds the credentials by a link, in a container too', () => {
    const tree = treeOf(spec(secret, 'node'));
    expect(fileOf(tree, tmpfiles).content).toContain(
      '\nL /var/lib/kubelet/config.json - - - - /srv/auth/docker.json\n',
    );
    expect(argvOf(tree, 'kubelet.service')).toContain('/srv/auth:/srv/auth:ro');
  });
  test('that a package brings needs the link alone', () => {
    const tree = treeOf(spec(secret, 'node', onHost.replace('host', 'host, dataDir: /srv/k')));
    expect(fileOf(tree, tmpfiles).content).toContain('\nL /srv/k/config.json - - - - /srv/auth/docker.json\n');
  });
  test('whose own file it is needs no link', () => {
    const tree = treeOf(spec('pullSecret: /var/lib/kubelet/config.json', 'node', onHost));
    expect(fileOf(tree, tmpfiles).content).not.toContain('L ');
  });
});
