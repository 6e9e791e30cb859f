import { describe, expect, test } from 'vitest';
import { isOld } from '../../src/targets/system-container/old-runc.ts';
import { compileText, fileOf, treeOf } from '../support/compile.ts';

const spec = (
  version: string,
  etcd: string,
  architecture: string,
  family = 'upstream',
  host = 'os: debian',
) => `host: { ${host} }
images: { family: ${family}, mirror: "r.lab" }
kubernetes: { version: "${version}" }
etcd: { version: "${etcd}" }
pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/c, scheduler: /etc/kubernetes/s }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane]${architecture === '' ? '' : `, architecture: ${architecture}`} }
`;

function images(text: string): string[] {
  const tree = treeOf(text);
  const info: unknown = JSON.parse(fileOf(tree, 'var/lib/containers/atomic/etcd.0/info').content);
  const etcd = typeof info === 'object' && info !== null && 'image' in info ? String(info.image) : '';
  const unit = fileOf(tree, 'etc/systemd/system/kube-scheduler.service').content;
  return [etcd, /ensure-image \S+ (.*)$/m.exec(unit)?.[1] ?? ''];
}

const unit = (text: string, name = 'etcd') => fileOf(treeOf(text), `etc/systemd/system/${name}.service`).content;
const config = (text: string) => fileOf(treeOf(text), 'var/lib/containers/atomic/etcd.0/config.json').content;

describe('architecture of a host', () => {
  test.each([
    ['1.7.3', '3.1.0', '', ['r.lab/coreos/etcd:v3.1.0', 'r.lab/google_containers/kube-scheduler-amd64:v1.7.3']],
    [
      '1.7.3',
      '3.1.0',
      'arm64',
      ['r.lab/coreos/etcd:v3.1.0-arm64', 'r.lab/google_containers/kube-scheduler-arm64:v1.7.3'],
    ],
    ['1.20.2', '3.4.23', 'ppc64le', ['r.lab/coreos/etcd:v3.4.23-ppc64le', 'r.lab/kube-scheduler:v1.20.2']],
    ['1.35.0', '3.6.6', 's390x', ['r.lab/coreos/etcd:v3.6.6', 'r.lab/kube-scheduler:v1.35.0']],
  ])('images of Kubernetes %s and etcd %s on %s', (version, etcd, architecture, expected) => {
    expect(images(spec(version, etcd, architecture))).toEqual(expected);
  });

  test('what nobody built has no default', () => {
    const codes = (text: string) => compileText(text).diagnostics.map(({ code }) => code);
    expect(codes(spec('1.7.3', '3.4.23', 's390x'))).toContain('UC103');
    expect(codes(spec('1.35.0', '3.6.6', 'arm'))).toContain('UC103');
    expect(codes(spec('1.7.3', '3.1.0', 'arm64', 'distribution', 'os: centos-atomic'))).toContain('UC103');
    expect(codes(spec('1.7.3', '3.1.0', 'amd64', 'distribution', 'os: centos-atomic'))).not.toContain('UC103');
  });

  test('units refuse another machine, by the names of systemd, where the spec says which', () => {
    expect(unit(spec('1.35.0', '3.6.6', ''))).not.toContain('Architecture');
    for (const [name, systemd] of Object.entries({
      amd64: 'x86-64',
      arm64: 'arm64',
      ppc64le: 'ppc64-le',
      s390x: 's390x',
    })) {
      for (const one of ['etcd', 'kube-apiserver']) {
        expect(unit(spec('1.35.0', '3.6.6', name), one)).toContain(`\nAssertArchitecture=${systemd}\n`);
      }
    }
  });

  test('etcd is told that it may run where it would not, and only there', () => {
    expect(config(spec('1.20.2', '3.4.23', 'arm64'))).toContain('"ETCD_UNSUPPORTED_ARCH=arm64"');
    expect(config(spec('1.20.2', '3.4.23', 'amd64'))).not.toContain('UNSUPPORTED');
    expect(config(spec('1.35.0', '3.6.6', 'arm64'))).not.toContain('UNSUPPORTED');
    const own = `${spec('1.35.0', '3.6.6', 'arm')}components: { etcd: { image: "r.lab/etcd:3" } }\n`;
    expect(config(own)).toContain('"ETCD_UNSUPPORTED_ARCH=arm"');
  });
});

describe('an old runc', () => {
  test.each([
    ['0.1.1', true],
    ['1.0.0-rc1', true],
    ['1.0.0-rc2', true],
    ['1.0-rc2', true],
    ['1.0.0-rc3', false],
    ['1.0.0-rc10', false],
    ['1.0.0', false],
    ['1.1.5', false],
  ])('%s', (version, expected) => {
    expect(isOld(version)).toBe(expected);
    const json: unknown = JSON.parse(
      config(spec('1.7.3', '3.1.0', 'ppc64le', 'upstream', `os: debian, runc: "${version}"`)),
    );
    const sets = { bounding: expect.any(Array), ambient: expect.any(Array) };
    const list = ['CAP_NET_BIND_SERVICE', 'CAP_DAC_READ_SEARCH'];
    const old = {
      ociVersion: '1.0.0-rc2',
      platform: { os: 'linux', arch: 'ppc64le' },
      process: { capabilities: list },
      linux: {
        seccomp: {
          architectures: ['SCMP_ARCH_PPC64LE'],
          syscalls: expect.arrayContaining([
            { name: 'accept', action: 'SCMP_ACT_ALLOW' },
            { name: 'sync_file_range2', action: 'SCMP_ACT_ALLOW' },
          ]),
        },
      },
    };
    expect(json).toMatchObject(expected ? old : { ociVersion: '1.0.0', process: { capabilities: sets } });
    if (!expected) expect(json).not.toHaveProperty('platform');
    expect(JSON.stringify(json).includes('"clone3"')).toBe(!expected);
  });

  test('Fedora Atomic Host 25 has one', () => {
    const at = (release: string) =>
      JSON.parse(config(spec('1.7.3', '3.1.0', '', 'upstream', `os: fedora-atomic, release: "${release}"`)));
    expect(at('25')).toMatchObject({ platform: { arch: 'amd64' }, process: { capabilities: expect.any(Array) } });
    expect(at('27')).toMatchObject({ process: { capabilities: { bounding: expect.any(Array) } } });
  });
});
