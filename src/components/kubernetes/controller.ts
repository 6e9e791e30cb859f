/** kube-controller-manager and kube-scheduler: clients of the API, with a kubeconfig or the plain port. */
import { mergeProvenance, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { DefaultFlag } from '../flags.ts';
import type { PackageVariable } from './package-variables.ts';

export function controllerVariables(last: string): readonly PackageVariable[] {
  return [
    { name: 'KUBE_LOGTOSTDERR', flags: ['logtostderr'], comment: 'Where logs go' },
    { name: 'KUBE_LOG_LEVEL', flags: ['v'], comment: 'How much is logged: 0 is least' },
    { name: 'KUBE_MASTER', flags: ['master'], comment: 'Where the API is' },
    { name: last, flags: [], comment: 'Any other flags' },
  ];
}

/** `name` is the key under `pki.kubeconfigs`: `controller-manager`. */
export function loginFlags(cluster: Cluster, name: string): DefaultFlag[] {
  const file = cluster.pki.kubeconfigs.get(name);
  if (file === undefined) return [];
  const flags: DefaultFlag[] = [['kubeconfig', file.value, file.from]];
  if (atLeast(cluster.kubernetes.version.value, '1.13')) {
    const from = mergeProvenance(file.from);
    flags.push(['authentication-kubeconfig', file.value, from], ['authorization-kubeconfig', file.value, from]);
  }
  return flags;
}

export function loginFiles(cluster: Cluster, name: string): Sourced<string>[] {
  const file = cluster.pki.kubeconfigs.get(name);
  return file === undefined ? [] : [file];
}
