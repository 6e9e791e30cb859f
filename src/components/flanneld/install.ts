/**
 * flanneld as atomic installs it. The image mounts /run/NAME as /run/flannel, and /etc/flanneld; it reads
 * /etc/sysconfig/flanneld, or, before June 2017, variables that --set puts into its environment.
 */
import { derived, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { flannelEndpoints, flannelPrefix, flannelRequiredBy, readsFiles } from '../../model/published-image.ts';
import type { Assignment, InstallForm } from '../../model/workload.ts';
import { atomicImage, implied, installValues, neededBy } from '../install-form.ts';

/** On the host. */
export function installedLease({ name }: Instance): string {
  return `/run/${name}/subnet.env`;
}

/** `assignments` are those of /etc/sysconfig/flanneld. */
export function flanneldInstall(cluster: Cluster, self: Instance, assignments: readonly Assignment[]): InstallForm {
  const rule = 'images before June 2017 read no file';
  const value = (variable: string): Sourced<string> | undefined => {
    const found = assignments.find(({ name }) => name === variable);
    return found !== undefined && 'value' in found ? implied(rule, found.value) : undefined;
  };
  const own: (readonly [string, Sourced<string>])[] = [];
  if (!readsFiles(self.settings.image.value)) {
    const endpoints = value('FLANNEL_ETCD_ENDPOINTS');
    const prefix = value('FLANNEL_ETCD_PREFIX');
    if (endpoints !== undefined) own.push(...flannelEndpoints.map((name) => [name, endpoints] as const));
    if (prefix !== undefined) own.push([flannelPrefix, prefix]);
  }
  // docker wants flanneld by our drop-in, and must not fail with it.
  own.push([flannelRequiredBy, sourced('', derived('docker starts without flannel where it has to'))]);
  return {
    dropIn: 'units/flanneld-installed.conf.mustache',
    image: atomicImage(cluster, self),
    values: installValues(own, self),
    neededBy: neededBy(cluster, self),
  };
}
