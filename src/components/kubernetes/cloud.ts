/** The cloud provider's flags, on the components that take them at this version. */
import type { Sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { MountSetting } from '../../model/settings.ts';
import type { DefaultFlag } from '../flags.ts';

export function cloudFlags(cluster: Cluster, self: Instance): DefaultFlag[] {
  const { cloud } = cluster;
  const provider = cloud?.takes(self.kind, 'cloud-provider') === true ? cloud.provider : undefined;
  return [
    provider && ['cloud-provider', provider.value, provider.from],
    ...cloudFiles(cluster, self).map((file): DefaultFlag => ['cloud-config', file.value, file.from]),
  ];
}

/** The file alone, not its directory as for certificates: that may well be /etc. */
export function cloudMounts(cluster: Cluster, self: Instance): Sourced<MountSetting>[] {
  return cloudFiles(cluster, self)
    .filter(({ value }) => !value.startsWith('/etc/kubernetes/'))
    .map(({ value, from }) => ({ value: { source: value, target: value, options: ['ro'] }, from }));
}

function cloudFiles({ cloud }: Cluster, { kind }: Instance): Sourced<string>[] {
  return cloud?.configFile !== undefined && cloud.takes(kind, 'cloud-config') ? [cloud.configFile] : [];
}
