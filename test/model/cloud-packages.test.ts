/** `cloud` and `packages`: which components are told what, and which hosts get which files. */
import { describe, expect, test } from 'vitest';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const secure = `pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/cm.conf, scheduler: /etc/kubernetes/s.conf }
`;
const spec = (version: string, more: string) => `host: { os: fedora-coreos }
images: { mirror: "m.lab" }
kubernetes: { version: "${version}" }
hosts:
  etcd-1: { address: 192.0.2.2, roles: [etcd] }
  master-1: { address: 192.0.2.1, roles: [control-plane] }
components:
  kube-apiserver: { delivery: arguments }
  kube-controller-manager: { delivery: arguments }
  kube-scheduler: { delivery: arguments }
${secure}${more}`;

function cloudWords(text: string, unit: string): string[] {
  return argvOf(treeOf(text), `${unit}.service`).filter((word) => word.startsWith('--cloud-'));
}

describe('cloud', () => {
  const config = 'cloud: { provider: openstack, config: { Global: { region: a, zone: [b, c] } } }';
  const own = ['--cloud-provider=openstack', '--cloud-config=/etc/kubernetes/cloud.conf'];

  test('its flags are on the components that take them at the version', () => {
    expect(cloudWords(spec('1.25.0', config), 'kube-apiserver')).toEqual(own);
    expect(cloudWords(spec('1.25.0', config), 'kube-controller-manager')).toEqual(own);
    expect(cloudWords(spec('1.25.0', config), 'kube-scheduler')).toEqual([]);
    const external = (version: string) => spec(version, 'cloud: { provider: external }');
    expect(cloudWords(external('1.32.0'), 'kube-apiserver')).toEqual(['--cloud-provider=external']);
    expect(cloudWords(external('1.33.0'), 'kube-apiserver')).toEqual([]);
    expect(cloudWords(external('1.33.0'), 'kube-controller-manager')).toEqual(['--cloud-provider=external']);
  });

  test('a flag of the spec wins, and null takes one away', () => {
    const more = `${config}\nroles: { control-plane: { components: { kube-apiserver: { flags: { cloud-provider: aws, cloud-config: null } } } } }`;
    expect(cloudWords(spec('1.25.0', more), 'kube-apiserver')).toEqual(['--cloud-provider=aws']);
  });

  test('its configuration is on the hosts that read it, a repeated key on several lines', () => {
    const text = spec('1.25.0', config);
    expect(fileOf(treeOf(text), 'etc/kubernetes/cloud.conf').content).toMatch(
      /\n\[Global\]\nregion=a\nzone=b\nzone=c\n$/,
    );
    expect(treeOf(text, 'etcd-1').get('etc/kubernetes/cloud.conf')).toBeUndefined();
  });

  test('a file of the host is mounted where it is not seen anyway', () => {
    const volumes = (path: string) => {
      const tree = treeOf(spec('1.25.0', `cloud: { provider: openstack, configFile: ${path} }`));
      expect(tree.get('etc/kubernetes/cloud.conf')).toBeUndefined();
      return argvOf(tree, 'kube-apiserver.service').filter((word) => word.includes('cloud') && word.endsWith(':ro'));
    };
    expect(volumes('/etc/cloud.conf')).toEqual(['/etc/cloud.conf:/etc/cloud.conf:ro']);
    expect(volumes('/etc/kubernetes/the-cloud.conf')).toEqual([]);
  });

  test.each([
    ['1.25.0', 'openstack', false],
    ['1.26.0', 'openstack', true],
    ['1.26.0', 'aws', false],
    ['1.27.0', 'aws', true],
    ['1.30.0', 'vsphere', false],
    ['1.31.0', 'vsphere', true],
    ['1.35.0', 'external', false],
  ])('Kubernetes %s and %s', (version, provider, isGone) => {
    const codes = codesOf(compileText(spec(version, `cloud: { provider: ${provider} }`)));
    expect(codes.some((code) => code.startsWith('UC170'))).toBe(isGone);
  });
});

describe('packages', () => {
  const packages = 'packages: { install: [ethtool], repositories: { lab: { baseurl: "http://m/" } } }';

  test('every host gets the repositories and the unit that layers, each line with its origin', () => {
    for (const host of ['etcd-1', 'master-1']) {
      const tree = treeOf(spec('1.35.0', packages), host);
      const repository = fileOf(tree, 'etc/yum.repos.d/lab.repo');
      expect(repository.content.split('\n').slice(1)).toEqual(['[lab]', 'name=lab', 'baseurl=http://m/', '']);
      expect(repository.origin.lines.at(-1)?.from).toEqual([
        { kind: 'spec', path: ['packages', 'repositories', 'lab', 'baseurl'] },
      ]);
      expect(argvOf(tree, 'unitc-packages.service')).toEqual(['/usr/local/libexec/unitc/layer-packages', 'ethtool']);
      expect(fileOf(tree, 'usr/local/libexec/unitc/layer-packages').mode).toBe(0o755);
    }
  });

  test('the unit tries again where systemd allows that of a oneshot', () => {
    const unit = (text: string) => fileOf(treeOf(text), 'etc/systemd/system/unitc-packages.service').content;
    expect(unit(spec('1.35.0', packages))).toContain('\nRestart=on-failure\n');
    const old = `host: { os: centos-atomic }\nimages: { mirror: m.lab }\nhosts: { master-1: { address: 192.0.2.1, roles: [etcd, control-plane] } }\n${packages}`;
    expect(unit(old)).not.toContain('Restart=');
  });

  test('repositories alone need no unit', () => {
    const tree = treeOf(spec('1.35.0', 'packages: { repositories: { lab: { mirrorlist: "http://m/" } } }'));
    expect(tree.get('etc/systemd/system/unitc-packages.service')).toBeUndefined();
    expect(tree.get('etc/yum.repos.d/lab.repo')).toBeDefined();
  });
});
