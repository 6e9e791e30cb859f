/**
 * etcd as atomic installs it. The image mounts /etc/NAME, reads etcd.conf there, and keeps its data below
 * /var/lib/etcd/NAME.etcd; images before June 2017 take six values by --set instead.
 */
import { mergeProvenance, type Sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { directoriesOf } from '../../model/pki.ts';
import { additionalMounts, etcdFirstVariables, readsFiles } from '../../model/published-image.ts';
import type { Assignment, InstallForm } from '../../model/workload.ts';
import { atomicImage, implied, installValues, neededBy } from '../install-form.ts';

/** `assignments` are those of etcd.conf. */
export function etcdInstall(cluster: Cluster, self: Instance, assignments: readonly Assignment[]): InstallForm {
  const first = readsFiles(self.settings.image.value) ? [] : assignments.flatMap((one) => firstValue(one));
  return {
    dropIn: 'units/etcd-installed.conf.mustache',
    image: atomicImage(cluster, self),
    values: installValues([...first, ...mountValue(cluster, self)], self),
    neededBy: neededBy(cluster, self),
  };
}

function firstValue(assignment: Assignment): (readonly [string, Sourced<string>])[] {
  if (!('value' in assignment) || !etcdFirstVariables.includes(assignment.name)) return [];
  return [[assignment.name, implied('images before June 2017 read no file', assignment.value)]];
}

/** What the image does not mount: the spec's mounts, and certificates elsewhere. */
function mountValue({ pki: { etcd } }: Cluster, { name, settings }: Instance): (readonly [string, Sourced<string>])[] {
  const files = etcd && [etcd.ca, ...pair(etcd.server), ...pair(etcd.peer), ...pair(etcd.client)];
  const own = `/etc/${name}`;
  const outside = directoriesOf(files ?? []).filter(({ value }) => !`${value}/`.startsWith(`${own}/`));
  const mounts = [
    ...outside.map(({ value, from }) => ({ value: { source: value, target: value, options: ['ro'] }, from })),
    ...settings.mounts,
  ];
  if (mounts.length === 0) return [];
  const texts = mounts.map(({ value: { source, target, options } }) => {
    const kind = options.some((option) => option === 'bind' || option === 'rbind') ? [] : ['rbind'];
    return JSON.stringify({ type: 'bind', source, destination: target, options: [...kind, ...options] });
  });
  // atomic puts the text as it is behind the last of the image's own mounts.
  const value = texts.map((text) => `,${text}`).join('');
  return [[additionalMounts, { value, from: mergeProvenance(...mounts.map(({ from }) => from)) }]];
}

function pair({ cert, key }: { cert: Sourced<string>; key: Sourced<string> }): Sourced<string>[] {
  return [cert, key];
}
