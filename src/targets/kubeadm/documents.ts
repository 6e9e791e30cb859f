/** The documents of a host, in the form of its version of kubeadm.k8s.io (kubernetes, cmd/kubeadm/app/apis). */
import { byDefault, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Host } from '../../model/cluster.ts';
import { isApi, type Kubeadm } from '../../model/kubeadm.ts';
import { clusterFields, controlPlaneFields, kubeletConfiguration } from './cluster-fields.ts';
import { localEndpoint, registration } from './host-fields.ts';
import { type Entry, type SourcedMap, yamlMap } from './sourced-yaml.ts';

/** For `kubeadm init`. */
export function clusterDocuments(cluster: Cluster, kubeadm: Kubeadm, host: Host): SourcedMap[] {
  const { api } = kubeadm;
  const fields = [...clusterFields(cluster, kubeadm, host), ...controlPlaneFields(cluster, kubeadm, host)];
  if (!isApi(api, 'v1alpha3')) {
    const own = [...registration(cluster, kubeadm, host), ...localEndpoint(cluster, kubeadm, host)];
    return [document(kubeadm, 'MasterConfiguration', [...own, ...fields])];
  }
  return [
    document(kubeadm, 'InitConfiguration', [
      ...localEndpoint(cluster, kubeadm, host),
      ...registration(cluster, kubeadm, host),
    ]),
    document(kubeadm, 'ClusterConfiguration', fields),
    ...kubeletConfiguration(cluster),
  ];
}

/** For `kubeadm join`. */
export function joinDocuments(cluster: Cluster, kubeadm: Kubeadm, host: Host): SourcedMap[] {
  const { api, discovery } = kubeadm;
  const kind = isApi(api, 'v1alpha3') ? 'JoinConfiguration' : 'NodeConfiguration';
  const find: Entry = isApi(api, 'v1beta1')
    ? ['discovery', yamlMap(['file', yamlMap(['kubeConfigPath', discovery])])]
    : ['discoveryFile', discovery];
  return [
    document(kubeadm, kind, [
      find,
      ...joinsControlPlane(cluster, kubeadm, host),
      ...registration(cluster, kubeadm, host),
    ]),
  ];
}

function joinsControlPlane(cluster: Cluster, kubeadm: Kubeadm, host: Host): Entry[] {
  if (!host.roles.includes('control-plane')) return [];
  const endpoint = localEndpoint(cluster, kubeadm, host);
  if (isApi(kubeadm.api, 'v1beta1')) {
    return [['controlPlane', yamlMap(...endpoint)]];
  }
  const roles: Sourced<boolean> = { value: true, from: [{ kind: 'spec', path: ['hosts', host.name, 'roles'] }] };
  return [['controlPlane', roles], ...endpoint];
}

function document(kubeadm: Kubeadm, kind: string, entries: readonly Entry[]): SourcedMap {
  const from = mergeProvenance([byDefault('kubeadm')], kubeadm.from);
  const own: Sourced<string> = { value: `kubeadm.k8s.io/${kubeadm.api}`, from };
  return yamlMap(['apiVersion', own], ['kind', sourced(kind, ...from)], ...entries);
}
