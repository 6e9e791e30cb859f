import { describe, expect, test } from 'vitest';
import { imageUses } from '../../src/inventory/images.ts';
import { compileText } from '../support/compile.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';

function usesOf(text: string) {
  const { cluster, diagnostics } = compileText(text);
  if (cluster === undefined) throw new Error(JSON.stringify(diagnostics));
  return imageUses(cluster);
}

const spec = (more: string) => `host: { os: centos-atomic }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
${more}`;

describe('imageUses', () => {
  test('the source is the default, what is pulled has the mirror in it', () => {
    const [use] = usesOf(spec('images: { mirror: "m.lab/x" }')).filter(
      ({ component }) => component === 'kube-scheduler',
    );
    expect(use).toEqual({
      component: 'kube-scheduler',
      kind: 'kube-scheduler',
      hosts: ['master-1'],
      source: 'registry.centos.org/centos/kubernetes-scheduler:1.5.2',
      pulled: 'm.lab/x/centos/kubernetes-scheduler:1.5.2',
      mirrored: true,
      default: 'registry.centos.org/centos/kubernetes-scheduler:1.5.2',
      upstream: 'gcr.io/google_containers/kube-scheduler-amd64:v1.5.2',
    });
  });

  test('an image that the spec names is its own source', () => {
    const uses = usesOf(spec('components: { etcd: { image: "m.lab/etcd:3" } }'));
    expect(uses.find(({ component }) => component === 'etcd')).toMatchObject({
      source: 'm.lab/etcd:3',
      pulled: 'm.lab/etcd:3',
      mirrored: false,
      default: 'quay.io/coreos/etcd:v3.1.0',
    });
  });

  test('hosts that pull another image are told apart; two components may pull one', () => {
    const uses = usesOf(`host: { os: debian }
kubernetes: { version: "1.19.16" }
hosts:
  a: { address: 192.0.2.1, roles: [etcd] }
  b: { address: 192.0.2.2, roles: [etcd] }
  c: { address: 192.0.2.3, roles: [etcd], components: { etcd: { image: "m.lab/etcd:3" } } }
components: { etcd-events: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } } }
`);
    expect(uses.map(({ component, source, hosts }) => [component, source, hosts])).toEqual([
      ['etcd', 'm.lab/etcd:3', ['c']],
      ['etcd', 'quay.io/coreos/etcd:v3.4.23', ['a', 'b']],
      ['etcd-events', 'quay.io/coreos/etcd:v3.4.23', ['a', 'b', 'c']],
    ]);
  });

  test('a program that a package brings needs no image', () => {
    expect(compileGolden('rpm-layered').cluster).toBeDefined();
    expect(usesOf(spec('components: { etcd: { target: host } }')).map(({ kind }) => kind)).not.toContain('etcd');
  });

  test.each(goldenCases())('golden/%s: every image that a unit names is pulled, and nothing else', (name) => {
    const { cluster, trees } = compileGolden(name);
    if (cluster === undefined) throw new Error(`${name} does not compile`);
    // Those of kubeadm are named nowhere: test/oracle/kubeadm.test.ts asks kubeadm.
    const managed = new Set(cluster.hosts.flatMap((host) => host.managed.map((self) => self.name)));
    const pulled = new Set(imageUses(cluster).flatMap((use) => (managed.has(use.component) ? [] : [use.pulled])));
    const named = new Set<string>();
    for (const artifact of [...trees.values()].flatMap((tree) => [...tree])) {
      if (artifact.type !== 'file') continue;
      for (const [, image = ''] of artifact.content.matchAll(/\/ensure-image (?:missing|always|never) (\S+)$/gm))
        named.add(image);
      for (const [, image = ''] of artifact.content.matchAll(/--pod-infra-container-image=([\w./:-]+)/g))
        named.add(image);
      const info = artifact.path.endsWith('/info') ? /"image": "([^"]+)"/.exec(artifact.content)?.[1] : undefined;
      if (info !== undefined) named.add(info);
      // The last word of what atomic is told.
      const last = / -- \\\n +atomic install [\s\S]*?\\\n +(\S+)\n(?! )/.exec(artifact.content)?.[1];
      if (last !== undefined) named.add(last);
    }
    expect([...pulled].sort()).toEqual([...named].sort());
  });
});
