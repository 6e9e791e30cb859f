/** /etc/kubernetes/config: what is the same for every Kubernetes component of the cluster. */
import { byDefault, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Assignment, ConfigurationFile } from '../../model/workload.ts';
import type { DefaultFlag } from '../flags.ts';
import { flagWord } from '../flags.ts';

export const sharedConfigPath = '/etc/kubernetes/config';

const packages = byDefault('the kubernetes packages');

/** Flags that the packages put into the shared file, by variable. */
export function sharedFlags(cluster: Cluster): { variable: string; comment: string; flag: DefaultFlag }[] {
  const { version, endpoint } = cluster.kubernetes;
  const klog = !atLeast(version.value, '1.26');
  return [
    {
      variable: 'KUBE_LOGTOSTDERR',
      comment: 'Where logs go: standard error, and from there the journal',
      flag: klog ? ['logtostderr', true, [packages]] : undefined,
    },
    {
      variable: 'KUBE_LOG_LEVEL',
      comment: 'How much is logged: 0 is least',
      flag: ['v', 0, [packages]],
    },
    {
      variable: 'KUBE_ALLOW_PRIV',
      comment: 'Whether pods may ask for privileged containers',
      flag: ['allow-privileged', false, [packages]],
    },
    {
      variable: 'KUBE_MASTER',
      comment: 'Where the controller-manager, the scheduler and the proxy find the API',
      flag: endpoint && ['master', originOf(endpoint.value), endpoint.from],
    },
  ];
}

/** A URL as Kubernetes takes it: without the slash that `URL` puts behind the port. */
export function originOf(url: URL): string {
  return url.href.replace(/\/$/, '');
}

export function sharedWords(cluster: Cluster): Map<string, Sourced<string>[]> {
  return new Map(
    sharedFlags(cluster).map(({ variable, flag }) => [variable, flag === undefined ? [] : [flagWord(...flag)]]),
  );
}

export function sharedConfig(cluster: Cluster): ConfigurationFile {
  const words = sharedWords(cluster);
  const assignments: Assignment[] = sharedFlags(cluster).flatMap(({ variable, comment, flag }) =>
    flag === undefined ? [] : [{ name: variable, comment, words: words.get(variable) ?? [] }],
  );
  return {
    path: sharedConfigPath,
    comment: 'The following values are used by all Kubernetes components on this host; a file of their own wins.',
    assignments,
  };
}

/** The same flags as defaults of one component, for those that it takes. */
export function sharedDefaults(cluster: Cluster, variables: readonly string[]): DefaultFlag[] {
  return sharedFlags(cluster)
    .filter(({ variable }) => variables.includes(variable))
    .map(({ flag }) => flag);
}
