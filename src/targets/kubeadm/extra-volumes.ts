/** Mounts of a program of the control plane: directories and files of the host in its pod. */
import { mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { isApi, type Kubeadm } from '../../model/kubeadm.ts';
import type { MountSetting } from '../../model/settings.ts';
import { type SourcedYaml, yamlMap } from './sourced-yaml.ts';

/** Undefined where there are none. */
export function extraVolumes(cluster: Cluster, kubeadm: Kubeadm, self: Instance): SourcedYaml | undefined {
  const mounts = [...cloudMount(cluster, self), ...self.settings.mounts];
  if (mounts.length === 0) return undefined;
  // Names of volumes are labels of DNS; those of kubeadm itself begin with other words.
  return mounts.map(({ value, from }, index) => {
    const readOnly = value.options.includes('ro');
    const [key, isSet]: [string, boolean] = isApi(kubeadm.api, 'v1beta1')
      ? ['readOnly', readOnly]
      : ['writable', !readOnly];
    return yamlMap(
      ['name', sourced(`unitc-${index}`, ...mergeProvenance(from))],
      ['hostPath', { value: value.source, from }],
      ['mountPath', { value: value.target, from }],
      [key, isSet ? { value: true, from } : undefined],
    );
  });
}

/** kubeadm mounts its own directory of certificates, and nothing else of /etc/kubernetes. */
function cloudMount({ cloud }: Cluster, { kind }: Instance): Sourced<MountSetting>[] {
  if (cloud?.configFile === undefined || !cloud.takes(kind, 'cloud-config')) return [];
  const { value, from } = cloud.configFile;
  return [{ value: { source: value, target: value, options: ['ro'] }, from }];
}
