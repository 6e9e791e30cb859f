/** The image of the first container of pods: by version and family, from the mirror, told to `unitc images`. */
import { describe, expect, test } from 'vitest';
import { imageUses } from '../../src/inventory/images.ts';
import { codesOf, compileText, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const spec = (os: string, version: string, images = '', kubelet = '{}') => `host: { os: ${os} }
kubernetes: { version: "${version}", controlPlaneEndpoint: "https://api.lab:6443" }
pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: a.pub, private: a.key } }
  kubeconfigs: { kubelet: /etc/kubernetes/k.conf, proxy: /etc/kubernetes/p.conf }
${images}
hosts: { master-1: { address: 192.0.2.1, roles: [node] } }
components: { kubelet: ${kubelet}, kube-proxy: { target: host } }
`;
const host = '{ target: host }';

function pauseFlags(text: string): string[] {
  const argv = argvOf(treeOf(text), 'kubelet.service');
  return argv.filter((word) => word.startsWith('--pod-infra')).map((word) => word.slice(word.indexOf('=') + 1));
}

describe('the kubelet’s own default', () => {
  test.each([
    ['1.2.7', 'gcr.io/google_containers/pause:2.0'],
    ['1.3.0', 'gcr.io/google_containers/pause-amd64:3.0'],
    ['1.9.11', 'gcr.io/google_containers/pause-amd64:3.0'],
    ['1.10.0', 'k8s.gcr.io/pause-amd64:3.1'],
    ['1.12.0', 'k8s.gcr.io/pause:3.1'],
    ['1.17.4', 'k8s.gcr.io/pause:3.1'],
    ['1.18.0', 'k8s.gcr.io/pause:3.2'],
    ['1.20.2', 'k8s.gcr.io/pause:3.2'],
    ['1.21.0', 'k8s.gcr.io/pause:3.4.1'],
    ['1.22.0', 'k8s.gcr.io/pause:3.5'],
    ['1.23.17', 'k8s.gcr.io/pause:3.6'],
  ])('%s takes %s', (version, image) => {
    const text = spec('debian', version, '', host);
    expect(pauseFlags(text)).toEqual([image]);
    expect(codesOf(compileText(text))).toContain('UC104');
    const { cluster } = compileText(text);
    expect(cluster && imageUses(cluster)).toMatchObject([{ source: image, pulled: image, mirrored: false }]);
  });

  test('CentOS’ package has one of its own', () => {
    const image = 'registry.access.redhat.com/rhel7/pod-infrastructure:latest';
    expect(pauseFlags(spec('centos-atomic', '1.5.2', '', host))).toEqual([image]);
    expect(codesOf(compileText(spec('centos-atomic', '1.5.2', '', host)))).toEqual([]);
    expect(pauseFlags(spec('fedora-atomic', '1.5.2', '', host))).toEqual(['gcr.io/google_containers/pause-amd64:3.0']);
  });
});

describe('from the mirror', () => {
  const mirror = 'images: { mirror: "m.lab/x" }';
  test('the flag and `unitc images` say where it comes from', () => {
    const text = spec('debian', '1.20.2', mirror, host);
    expect(pauseFlags(text)).toEqual(['m.lab/x/pause:3.2']);
    const { cluster, diagnostics } = compileText(text);
    expect(diagnostics).toEqual([]);
    expect(cluster && imageUses(cluster)).toEqual([
      {
        component: 'kubelet',
        kind: 'kubelet',
        hosts: ['master-1'],
        source: 'k8s.gcr.io/pause:3.2',
        pulled: 'm.lab/x/pause:3.2',
        mirrored: true,
        default: 'k8s.gcr.io/pause:3.2',
      },
    ]);
  });

  test('what the spec says counts, and null takes it away', () => {
    const own = (value: string) => `{ target: host, flags: { pod-infra-container-image: ${value} } }`;
    expect(pauseFlags(spec('debian', '1.20.2', mirror, own('"own.lab/pause:1"')))).toEqual(['own.lab/pause:1']);
    expect(pauseFlags(spec('debian', '1.20.2', mirror, own('null')))).toEqual([]);
  });

  test.each(['1.20.2', '1.24.0', '1.35.0'])('%s: another runtime has it in its own configuration', (version) => {
    const socket = '{ target: host, criSocket: /run/containerd/containerd.sock }';
    expect(pauseFlags(spec('debian', version, mirror, socket))).toEqual([]);
    const { cluster } = compileText(spec('debian', version, mirror, socket));
    expect(cluster && imageUses(cluster)).toEqual([]);
  });
});
