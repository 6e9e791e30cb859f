/** What is of the whole cluster: versions, networks, etcd, and how the programs of the control plane are started. */
import { byDefault, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import { type Cluster, type Host, type Instance, membersOf } from '../../model/cluster.ts';
import { clientUrls } from '../../model/etcd-urls.ts';
import { isApi, type Kubeadm } from '../../model/kubeadm.ts';
import { flexVolumeDirectory, isFlexVolumeConfigured } from '../../model/kubeadm-paths.ts';
import {
  cloudArguments,
  type ExtraArgument,
  extraArguments,
  flagArguments,
  namedArguments,
} from './extra-arguments.ts';
import { extraVolumes } from './extra-volumes.ts';
import { hostAndPort } from './host-fields.ts';
import { type Entry, type SourcedMap, type SourcedYaml, yamlMap } from './sourced-yaml.ts';

export function clusterFields(cluster: Cluster, kubeadm: Kubeadm, host: Host): Entry[] {
  const { version, endpoint, serviceCIDR, clusterDomain } = cluster.kubernetes;
  const shared = isApi(kubeadm.api, 'v1alpha3') ? endpoint : undefined;
  return [
    ['clusterName', kubeadm.api === 'v1alpha1' ? undefined : cluster.name],
    ['kubernetesVersion', { value: `v${version.value}`, from: version.from }],
    ['controlPlaneEndpoint', shared && { value: hostAndPort(shared.value), from: shared.from }],
    ['imageRepository', imageRepository(cluster, host)],
    [
      'networking',
      yamlMap(['serviceSubnet', serviceCIDR], ['podSubnet', podSubnet(host)], ['dnsDomain', clusterDomain]),
    ],
    ['etcd', etcd(cluster, kubeadm)],
  ];
}

/** The default, and with it all other images of kubeadm, only where a mirror takes its place. */
function imageRepository(cluster: Cluster, host: Host): Sourced<string> | undefined {
  const { image, imageSources } = member(host, 'kube-apiserver')?.settings ?? {};
  if (image === undefined || imageSources?.standard === undefined || image.value === imageSources.standard)
    return undefined;
  return {
    value: image.value.replace(/\/[^/]*$/, ''),
    from: mergeProvenance(image.from, cluster.kubernetes.version.from),
  };
}

/** kubeadm hands it to the controller-manager and to kube-proxy. */
function podSubnet(host: Host): Sourced<string> | undefined {
  const flag = member(host, 'kube-controller-manager')?.settings.flags.get('cluster-cidr');
  return flag === undefined || flag.value === null ? undefined : { value: String(flag.value), from: flag.from };
}

/** Of hosts of this spec, or elsewhere; where there is none, kubeadm runs it. */
function etcd(cluster: Cluster, { api }: Kubeadm): SourcedYaml | undefined {
  const own = membersOf(cluster, 'etcd').map((self) => clientUrls(cluster, self).advertised);
  const endpoints = cluster.externalEtcd ?? own;
  if (endpoints.length === 0) return undefined;
  const { ca, client } = cluster.pki.etcd ?? {};
  const external = yamlMap(
    ['endpoints', endpoints],
    ['caFile', ca],
    ['certFile', client?.cert],
    ['keyFile', client?.key],
  );
  return api === 'v1alpha1' ? external : yamlMap(['external', external]);
}

interface Program {
  readonly kind: string;
  /** Since v1beta1 a map of this name; before, the start of several names. */
  readonly key: string;
}

const programs: readonly Program[] = [
  { kind: 'kube-apiserver', key: 'apiServer' },
  { kind: 'kube-controller-manager', key: 'controllerManager' },
  { kind: 'kube-scheduler', key: 'scheduler' },
];

export function controlPlaneFields(cluster: Cluster, kubeadm: Kubeadm, host: Host): Entry[] {
  return programs.flatMap(({ kind, key }): Entry[] => {
    const self = member(host, kind);
    if (self === undefined) return [];
    const fields: Entry[] = [
      ['ExtraArgs', programArguments(cluster, kubeadm, self)],
      ['ExtraEnvs', environment(self)],
      ['ExtraVolumes', extraVolumes(cluster, kubeadm, self)],
    ];
    if (!isApi(kubeadm.api, 'v1beta1')) return fields.map(([name, value]) => [`${key}${name}`, value]);
    return [[key, yamlMap(...fields.map(([name, value]): Entry => [`e${name.slice(1)}`, value]))]];
  });
}

/** Flags that have a field of their own. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'kube-apiserver': ['secure-port'],
  'kube-controller-manager': ['cluster-cidr'],
};

function programArguments(cluster: Cluster, kubeadm: Kubeadm, self: Instance): SourcedYaml | undefined {
  const flexVolumes = self.kind === 'kube-controller-manager' ? flexVolumeDirectory(cluster) : undefined;
  const defaults: ExtraArgument[] = [
    ...(flexVolumes ? [{ name: 'flex-volume-plugin-dir', value: flexVolumes }] : []),
    ...cloudArguments(cluster, self.kind),
  ];
  const flags = flagArguments(self).filter(({ name }) => elsewhere[self.kind]?.includes(name) !== true);
  return extraArguments(kubeadm, defaults, flags, namedArguments(self));
}

/** v1beta4 only; before, it is refused. */
function environment({ settings: { env } }: Instance): SourcedYaml | undefined {
  if (env.size === 0) return undefined;
  return [...env].map(([name, value]) => yamlMap(['name', sourced(name, ...value.from)], ['value', value]));
}

/** Of all kubelets, uploaded by `init`; control groups have to be the runtime's. Empty where nothing is to be said. */
export function kubeletConfiguration(cluster: Cluster): SourcedMap[] {
  const { system, kubernetes } = cluster;
  const host = byDefault(`host system ${system.os} ${system.release}`);
  const driver = system.cgroupDriver === undefined ? undefined : sourced(system.cgroupDriver, host);
  const flexVolumes = isFlexVolumeConfigured(cluster) ? flexVolumeDirectory(cluster) : undefined;
  const fields = yamlMap(['cgroupDriver', driver], ['volumePluginDir', flexVolumes]);
  if (fields.size === 0) return [];
  const own = mergeProvenance([byDefault('kubeadm')], kubernetes.kubeadm?.from ?? []);
  return [
    yamlMap(
      ['apiVersion', sourced('kubelet.config.k8s.io/v1beta1', ...own)],
      ['kind', sourced('KubeletConfiguration', ...own)],
      ...fields,
    ),
  ];
}

function member(host: Host, name: string): Instance | undefined {
  return host.managed.find((instance) => instance.name === name);
}
