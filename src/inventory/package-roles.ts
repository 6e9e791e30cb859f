/** Components of a cluster by what a package of them is called, and the distribution's packages that it takes the place of. */
import type { Cluster } from '../model/cluster.ts';

export interface PackageRole {
  /** `control-plane`, `node`, `etcd`, `flannel`, `services`. */
  readonly name: string;
  /** Of these units, in the place of `replaces`. */
  readonly units: readonly string[];
  readonly replaces?: { readonly name: string; readonly version: string };
}

/** What runs from the distribution's package, whose files ours would collide with. */
export interface PackagedProgram {
  readonly host: string;
  readonly component: string;
}

export interface PackageRoles {
  readonly roles: readonly PackageRole[];
  /** Name of a role by the name of a component or service. */
  readonly roleOf: ReadonlyMap<string, string>;
  readonly packaged: readonly PackagedProgram[];
}

const kinds: Readonly<Record<string, string>> = {
  etcd: 'etcd',
  flanneld: 'flannel',
  'kube-apiserver': 'control-plane',
  'kube-controller-manager': 'control-plane',
  'kube-scheduler': 'control-plane',
  kubelet: 'node',
  'kube-proxy': 'node',
};

export function packageRoles(cluster: Cluster): PackageRoles {
  const instances = cluster.hosts.flatMap((host) => [...host.instances, ...host.managed]);
  const kubernetes = cluster.kubernetes.version?.value;
  const flannel = cluster.flannel?.version.value;
  const units = (role: string) =>
    Object.keys(kinds)
      .filter((kind) => kinds[kind] === role)
      .map((kind) => `${kind}.service`);
  const role = (name: string, replaced?: string, version?: string): PackageRole => ({
    name,
    units: units(name),
    ...(replaced !== undefined && version !== undefined && { replaces: { name: replaced, version: plain(version) } }),
  });
  return {
    roles: [
      role('control-plane', 'kubernetes-master', kubernetes),
      role('node', 'kubernetes-node', kubernetes),
      role('etcd', 'etcd', cluster.etcdVersion.value),
      role('flannel', 'flannel', flannel),
      role('services'),
    ],
    roleOf: new Map([
      ['kubectl', 'control-plane'],
      ...instances.map(({ name, kind }): [string, string] => [name, kinds[kind] ?? 'services']),
    ]),
    packaged: cluster.hosts.flatMap(({ name: host, instances: own }) =>
      own
        .filter(({ settings }) => settings.target.value === 'host')
        .map(({ name: component }) => ({ host, component })),
    ),
  };
}

/** As packages number it: without the `v` of a tag, and without what RPM would take for a release. */
function plain(version: string): string {
  return version.replace(/^v/, '').replace(/-.*$/, '');
}
