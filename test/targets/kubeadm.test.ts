import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';

function spec(version: string, more = '', os = 'fedora-coreos'): string {
  return `host: { os: ${os} }
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "${version}", kubeadm: true, controlPlaneEndpoint: "https://api.lab:8443" }
etcd: { version: "3.5.21" }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
  master-2: { address: master-2.lab, roles: [control-plane, node] }
  node-1: { address: 192.0.2.3, roles: [node] }
${more}`;
}

const settings = `components:
  kubelet: { criSocket: /run/crio/crio.sock, flags: { node-labels: a=b, hostname-override: other } }
  kube-apiserver: { flags: { secure-port: 6443, v: 2, profiling: false }, mounts: [{ source: /srv/a, options: [ro] }, { source: /srv/b, target: /b }] }
  kube-controller-manager: { flags: { cluster-cidr: 10.244.0.0/16 } }
`;

function documents(text: string, host: string): unknown[] {
  const { content } = fileOf(treeOf(text, host), 'etc/kubernetes/kubeadm.yaml');
  return parseAllDocuments(content).map((document): unknown => document.toJS());
}

const endpoints = ['http://192.0.2.1:2379'];
const networking = { serviceSubnet: '10.254.0.0/16', podSubnet: '10.244.0.0/16', dnsDomain: 'cluster.local' };
const exec = '/opt/libexec/kubernetes/kubelet-plugins/volume/exec';
const volumes = (first: object, second: object) => [
  { name: 'unitc-0', hostPath: '/srv/a', mountPath: '/srv/a', ...first },
  { name: 'unitc-1', hostPath: '/srv/b', mountPath: '/b', ...second },
];

describe('the first host of the control plane', () => {
  test('v1beta4 has lists of arguments', () => {
    const args = (...pairs: [string, string][]) => pairs.map(([name, value]) => ({ name, value }));
    expect(documents(spec('1.35.0', settings), 'master-1')).toEqual([
      {
        apiVersion: 'kubeadm.k8s.io/v1beta4',
        kind: 'InitConfiguration',
        localAPIEndpoint: { advertiseAddress: '192.0.2.1', bindPort: 6443 },
        nodeRegistration: {
          name: 'other',
          criSocket: 'unix:///run/crio/crio.sock',
          kubeletExtraArgs: args(['node-labels', 'a=b']),
        },
      },
      {
        apiVersion: 'kubeadm.k8s.io/v1beta4',
        kind: 'ClusterConfiguration',
        clusterName: 'cluster',
        kubernetesVersion: 'v1.35.0',
        controlPlaneEndpoint: 'api.lab:8443',
        imageRepository: 'registry.lab:5000',
        networking,
        etcd: { external: { endpoints } },
        apiServer: {
          extraArgs: args(['v', '2'], ['profiling', 'false']),
          extraVolumes: volumes({ readOnly: true }, {}),
        },
        controllerManager: { extraArgs: args(['flex-volume-plugin-dir', exec]) },
      },
      {
        apiVersion: 'kubelet.config.k8s.io/v1beta1',
        kind: 'KubeletConfiguration',
        cgroupDriver: 'systemd',
        volumePluginDir: exec,
      },
    ]);
  });

  test.each([
    ['1.13.0', 'v1beta1'],
    ['1.14.10', 'v1beta1'],
    ['1.15.0', 'v1beta2'],
    ['1.21.14', 'v1beta2'],
    ['1.22.0', 'v1beta3'],
    ['1.30.9', 'v1beta3'],
  ])('%s reads %s, with maps of arguments', (version, api) => {
    const [init, cluster, kubelet] = documents(spec(version, settings), 'master-1');
    const apiVersion = `kubeadm.k8s.io/${api}`;
    expect(init).toMatchObject({
      ...{ apiVersion, kind: 'InitConfiguration' },
      nodeRegistration: { kubeletExtraArgs: { 'node-labels': 'a=b' } },
    });
    expect(cluster).toMatchObject({
      ...{ apiVersion, kind: 'ClusterConfiguration', controlPlaneEndpoint: 'api.lab:8443' },
      apiServer: { extraArgs: { v: '2', profiling: 'false' }, extraVolumes: volumes({ readOnly: true }, {}) },
    });
    expect(kubelet).toMatchObject({ kind: 'KubeletConfiguration', cgroupDriver: 'systemd' });
  });

  test('v1alpha3 has two documents and names of its own', () => {
    const [init, cluster, kubelet, ...others] = documents(spec('1.12.7', settings), 'master-1');
    expect(others).toEqual([]);
    expect(init).toMatchObject({
      ...{ apiVersion: 'kubeadm.k8s.io/v1alpha3', kind: 'InitConfiguration' },
      apiEndpoint: { advertiseAddress: '192.0.2.1', bindPort: 6443 },
      nodeRegistration: { criSocket: '/run/crio/crio.sock', kubeletExtraArgs: { 'volume-plugin-dir': exec } },
    });
    expect(cluster).toMatchObject({
      ...{ kind: 'ClusterConfiguration', controlPlaneEndpoint: 'api.lab:8443' },
      apiServerExtraArgs: { v: '2', profiling: 'false' },
      apiServerExtraVolumes: volumes({}, { writable: true }),
      controllerManagerExtraArgs: { 'flex-volume-plugin-dir': exec },
    });
    expect(kubelet).toMatchObject({ kind: 'KubeletConfiguration' });
  });

  test('v1alpha2 and v1alpha1 have one', () => {
    expect(documents(spec('1.11.6', settings), 'master-1')).toEqual([
      {
        ...{ apiVersion: 'kubeadm.k8s.io/v1alpha2', kind: 'MasterConfiguration' },
        nodeRegistration: {
          ...{ name: 'other', criSocket: '/run/crio/crio.sock' },
          kubeletExtraArgs: { 'cgroup-driver': 'systemd', 'volume-plugin-dir': exec, 'node-labels': 'a=b' },
        },
        api: { advertiseAddress: '192.0.2.1', bindPort: 6443, controlPlaneEndpoint: 'api.lab:8443' },
        ...{ clusterName: 'cluster', kubernetesVersion: 'v1.11.6' },
        imageRepository: 'registry.lab:5000',
        networking,
        etcd: { external: { endpoints } },
        apiServerExtraArgs: { v: '2', profiling: 'false' },
        apiServerExtraVolumes: volumes({}, { writable: true }),
        controllerManagerExtraArgs: { 'flex-volume-plugin-dir': exec },
      },
    ]);
    const [old] = documents(spec('1.10.13', settings), 'master-1');
    expect(old).toMatchObject({
      ...{ apiVersion: 'kubeadm.k8s.io/v1alpha1', kind: 'MasterConfiguration' },
      ...{ nodeName: 'other', criSocket: '/run/crio/crio.sock', etcd: { endpoints } },
    });
    expect(old).not.toHaveProperty('nodeRegistration');
  });

  test('without hosts of etcd, kubeadm runs it', () => {
    const own = spec('1.35.0', settings).replace('[etcd, control-plane]', '[control-plane]');
    expect(documents(own, 'master-1')[1]).not.toHaveProperty('etcd');
  });

  test('without an endpoint, the only host of the control plane is it', () => {
    const text = `host: { os: debian }
kubernetes: { version: "1.20.2", kubeadm: true }
hosts: { master-1: { address: "fd00::1", roles: [control-plane] } }
`;
    const [init, cluster] = documents(text, 'master-1');
    expect(init).toMatchObject({ localAPIEndpoint: { advertiseAddress: 'fd00::1', bindPort: 6443 } });
    expect(cluster).toMatchObject({ controlPlaneEndpoint: '[fd00::1]:6443' });
    expect(cluster).not.toHaveProperty('imageRepository');
  });
});

describe('other hosts', () => {
  test.each([
    ['1.35.0', { controlPlane: { localAPIEndpoint: { bindPort: 6443 } } }],
    ['1.13.0', { controlPlane: { localAPIEndpoint: { bindPort: 6443 } } }],
  ])('%s: join with a file, and with no address where it is a name', (version, controlPlane) => {
    const discovery = { file: { kubeConfigPath: '/etc/kubernetes/discovery.conf' } };
    const [master, ...more] = documents(spec(version, settings), 'master-2');
    expect(more).toEqual([]);
    expect(master).toMatchObject({ kind: 'JoinConfiguration', discovery, ...controlPlane });
    expect(master).toMatchObject({ nodeRegistration: { taints: [] } });
    const [node] = documents(spec(version, settings), 'node-1');
    expect(node).toMatchObject({ kind: 'JoinConfiguration', discovery });
    expect(node).not.toHaveProperty('controlPlane');
    expect(node).not.toHaveProperty('nodeRegistration.taints');
  });

  test('v1alpha3 joins the control plane too, older ones initialise it again', () => {
    expect(documents(spec('1.12.7', settings), 'master-2')).toMatchObject([
      { kind: 'JoinConfiguration', discoveryFile: '/etc/kubernetes/discovery.conf', controlPlane: true },
    ]);
    expect(documents(spec('1.11.6', settings), 'master-2')).toMatchObject([{ kind: 'MasterConfiguration' }]);
    expect(documents(spec('1.10.13', settings), 'master-2')).toMatchObject([
      { kind: 'MasterConfiguration', noTaintMaster: true },
    ]);
    for (const version of ['1.11.6', '1.10.13']) {
      expect(documents(spec(version, settings), 'node-1')).toMatchObject([
        { kind: 'NodeConfiguration', discoveryFile: '/etc/kubernetes/discovery.conf' },
      ]);
    }
  });

  test('the discovery file may lie elsewhere; hosts of etcd alone have no part in it', () => {
    const own = spec('1.35.0', 'pki: { kubeconfigs: { discovery: /srv/join.conf } }\n').replace(
      '[etcd, control-plane] }',
      '[control-plane] }\n  etcd-1: { address: 192.0.2.9, roles: [etcd] }',
    );
    expect(documents(own, 'node-1')).toMatchObject([{ discovery: { file: { kubeConfigPath: '/srv/join.conf' } } }]);
    const paths = [...treeOf(own, 'etcd-1')].map(({ path }) => path);
    expect(paths.filter((path) => /kube|sysctl|cni/.test(path))).toEqual([]);
  });
});

describe('the kubelet', () => {
  const dropIn = 'etc/systemd/system/kubelet.service.d/10-kubeadm.conf';
  const lines = (text: string, start: string) =>
    fileOf(treeOf(text, 'node-1'), dropIn)
      .content.split('\n')
      .filter((line) => line.startsWith(start));

  test('from 1.11 on reads what kubeadm writes', () => {
    expect(lines(spec('1.11.6', settings), 'ExecStart=')).toEqual([
      'ExecStart=',
      'ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS',
    ]);
    expect(lines(spec('1.11.6', settings), 'EnvironmentFile=')).toEqual([
      'EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env',
      'EnvironmentFile=-/etc/sysconfig/kubelet',
    ]);
    expect(treeOf(spec('1.11.6', settings), 'node-1').get('etc/systemd/system/kubelet.service')).toBeUndefined();
  });

  test('before, has its flags in the drop-in and in its environment file', () => {
    const cni = settings.replace('criSocket: /run/crio/crio.sock', 'cni: { binDir: /var/lib/cni/a b }');
    expect(lines(spec('1.10.13', cni), 'Environment=')).toEqual([
      'Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"',
      'Environment="KUBELET_SYSTEM_PODS_ARGS=--pod-manifest-path=/etc/kubernetes/manifests --allow-privileged=true"',
      String.raw`Environment="KUBELET_NETWORK_ARGS=--network-plugin=cni --cni-conf-dir=/etc/cni/net.d \"--cni-bin-dir=/var/lib/cni/a b\""`,
      'Environment="KUBELET_DNS_ARGS=--cluster-dns=10.254.0.10 --cluster-domain=cluster.local"',
      'Environment="KUBELET_AUTHZ_ARGS=--authorization-mode=Webhook --client-ca-file=/etc/kubernetes/pki/ca.crt"',
      'Environment=KUBELET_CADVISOR_ARGS=--cadvisor-port=0',
      'Environment=KUBELET_CGROUP_ARGS=--cgroup-driver=systemd',
      'Environment="KUBELET_CERTIFICATE_ARGS=--rotate-certificates=true --cert-dir=/var/lib/kubelet/pki"',
    ]);
    const { content } = fileOf(treeOf(spec('1.10.13', settings), 'node-1'), 'etc/sysconfig/kubelet');
    expect(content).toContain(
      `KUBELET_EXTRA_ARGS="--hostname-override=other --container-runtime=remote --container-runtime-endpoint=unix:///run/crio/crio.sock --volume-plugin-dir=${exec} --node-labels=a=b"`,
    );
  });

  test('has a unit of its own where no package brings it', () => {
    const tree = treeOf(
      spec('1.35.0', 'components: { kubelet: { command: /opt/bin/kubelet } }\n', 'flatcar'),
      'node-1',
    );
    expect(fileOf(tree, 'etc/systemd/system/kubelet.service').content).toContain('\nExecStart=/opt/bin/kubelet\n');
    expect(fileOf(tree, dropIn).content).toContain('\nExecStart=/opt/bin/kubelet $KUBELET_KUBECONFIG_ARGS ');
  });

  test('starts after its runtime', () => {
    expect(lines(spec('1.35.0', settings), 'After=')).toEqual(['After=network-online.target crio.service']);
    expect(lines(spec('1.20.2', ''), 'After=')).toEqual(['After=network-online.target docker.service']);
    expect(lines(spec('1.35.0', ''), 'After=')).toEqual(['After=network-online.target']);
  });

  test('FlexVolume drivers have their directory below /usr where that can be written', () => {
    const tree = treeOf(spec('1.20.2', '', 'debian'), 'master-1');
    expect(fileOf(tree, 'etc/kubernetes/kubeadm.yaml').content).not.toContain('volume');
    expect(fileOf(tree, 'etc/tmpfiles.d/kubelet.conf').content).not.toContain('libexec');
  });
});

test('the control plane may differ before 1.12 only, its port always', () => {
  const differs = (version: string, flags: string) =>
    codesOf(
      compileText(
        spec(version).replace(
          '[control-plane, node] }',
          `[control-plane, node], components: { kube-apiserver: { flags: ${flags} } } }`,
        ),
      ),
    );
  expect(differs('1.35.0', '{ v: 4 }')).toEqual(['UC193']);
  expect(differs('1.35.0', '{ secure-port: 7443 }')).toEqual([]);
  expect(differs('1.11.6', '{ v: 4 }')).toEqual([]);
});

test('`kubeadm: false` is as if it were not there', () => {
  const text =
    'host: { os: centos-atomic }\nimages: { mirror: "r.lab:5000" }\nhosts: { master-1: { address: 192.0.2.1, roles: [etcd, control-plane] } }\n';
  const without = [...treeOf(text)].map(({ path }) => path);
  expect([...treeOf(`${text}kubernetes: { kubeadm: false }\n`)].map(({ path }) => path)).toEqual(without);
});
