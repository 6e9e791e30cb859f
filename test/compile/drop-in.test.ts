/** What docs/drop-in.md promises of units that no machine test boots: the example of the CentOS guide, all its hosts. */
import { describe, expect, it } from 'vitest';
import { parseUnit } from '../../src/codec/unit/parse-unit.ts';
import { compileGolden } from '../support/golden-case.ts';

/** The services that the ansible scripts enable, start and restart, with the files that they write for them. */
const services = {
  etcd: { host: 'master-1', files: ['/etc/etcd/etcd.conf'] },
  flanneld: { host: 'node-1', files: ['/etc/sysconfig/flanneld'] },
  'kube-apiserver': { host: 'master-1', files: ['/etc/kubernetes/config', '/etc/kubernetes/apiserver'] },
  'kube-controller-manager': {
    host: 'master-1',
    files: ['/etc/kubernetes/config', '/etc/kubernetes/controller-manager'],
  },
  'kube-scheduler': { host: 'master-1', files: ['/etc/kubernetes/config', '/etc/kubernetes/scheduler'] },
  kubelet: { host: 'node-1', files: ['/etc/kubernetes/config', '/etc/kubernetes/kubelet'] },
  'kube-proxy': { host: 'node-1', files: ['/etc/kubernetes/config', '/etc/kubernetes/proxy'] },
} as const;

/** Variables of the packages' units, in their order. */
const variables = {
  'kube-apiserver':
    '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBE_ETCD_SERVERS $KUBE_API_ADDRESS $KUBE_API_PORT $KUBELET_PORT $KUBE_ALLOW_PRIV $KUBE_SERVICE_ADDRESSES $KUBE_ADMISSION_CONTROL $KUBE_API_ARGS',
  'kube-controller-manager': '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBE_MASTER $KUBE_CONTROLLER_MANAGER_ARGS',
  'kube-scheduler': '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBE_MASTER $KUBE_SCHEDULER_ARGS',
  // The packages of CentOS have the image of the pods' first container in a variable of its own.
  kubelet:
    '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBELET_API_SERVER $KUBELET_ADDRESS $KUBELET_PORT $KUBELET_HOSTNAME $KUBE_ALLOW_PRIV $KUBELET_POD_INFRA_CONTAINER $KUBELET_ARGS',
  'kube-proxy': '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBE_MASTER $KUBE_PROXY_ARGS',
} as const;

const { trees } = compileGolden('centos-atomic');

function file(host: string, path: string): string {
  const artifact = [...(trees.get(host) ?? [])].find((one) => one.path === path);
  if (artifact?.type !== 'file') throw new Error(`${host} has no file ${path}`);
  return artifact.content;
}

/** Values of a key of a section, in order. */
function values(service: keyof typeof services, section: string, key: string): string[] {
  const text = file(services[service].host, `etc/systemd/system/${service}.service`);
  const { assignments } = parseUnit(Buffer.from(text));
  return assignments.filter((one) => one.section === section && one.key === key).map((one) => one.value);
}

const names = Object.keys(services) as (keyof typeof services)[]; // the keys of the object above

describe('the scripts and the guides', () => {
  it('find a unit of the name for each service that they start', () => {
    for (const service of names) expect(values(service, 'Service', 'ExecStart').length, service).toBe(1);
  });

  it('can enable each of them', () => {
    for (const service of names) {
      expect(values(service, 'Install', 'WantedBy').join(' ').split(' '), service).toContain('multi-user.target');
    }
  });

  it('write the files that each of them reads, in the order of the packages', () => {
    for (const service of names) {
      const read = services[service].files.map((name) => `-${name}`);
      expect(values(service, 'Service', 'EnvironmentFile'), service).toEqual(read);
    }
  });

  it.each(Object.entries(variables))('set variables that %s has as words of its own', (service, words) => {
    const name = names.find((one) => one === service) ?? 'etcd';
    expect(values(name, 'Service', 'ExecStart')[0]?.replaceAll(/\s+/g, ' ').endsWith(` ${words}`)).toBe(true);
  });
});

describe('certificates of the scripts', () => {
  it('are in the containers at the same paths', () => {
    for (const service of names) {
      const { host } = services[service];
      if (host === 'node-1' && service === 'flanneld') continue;
      if (service === 'etcd') continue;
      expect(values(service, 'Service', 'ExecStart')[0], service).toContain(' /etc/kubernetes:/etc/kubernetes:ro ');
    }
    const bundle = (name: string) => `var/lib/containers/atomic/${name}.0/config.json`;
    expect(file('node-1', bundle('flanneld'))).toContain('"destination": "/etc/flanneld"');
    expect(file('master-1', bundle('etcd'))).toContain('"destination": "/etc/etcd"');
    // etcdctl runs in the container of etcd and is given flannel's certificates by the scripts.
    expect(file('master-1', bundle('etcd'))).toContain('"destination": "/etc/flanneld"');
  });
});
