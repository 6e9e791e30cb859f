/**
 * flanneld's words: endpoints and prefix have variables of their own in /etc/sysconfig/flanneld, all other
 * flags stand in FLANNEL_OPTIONS, as the packages have it.
 */
import { byDefault, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { etcdServers } from '../../model/etcd-urls.ts';
import type { Flannel } from '../../model/flannel.ts';
import type { Arg, Assignment, ConfigurationFile } from '../../model/workload.ts';
import { argumentWords, type DefaultFlag, flagText, flagWord, mergeFlags } from '../flags.ts';

export const sysconfigPath = '/etc/sysconfig/flanneld';

/** Flags with a variable of their own, in the packages' order. */
const whole = [
  { flag: 'etcd-endpoints', variable: 'FLANNEL_ETCD_ENDPOINTS' },
  { flag: 'etcd-prefix', variable: 'FLANNEL_ETCD_PREFIX' },
] as const;
const options = 'FLANNEL_OPTIONS';

/** The start script of Fedora's image has variables for these too. */
const ofImage = [
  ...whole,
  { flag: 'etcd-cafile', variable: 'FLANNEL_ETCD_CAFILE' },
  { flag: 'etcd-certfile', variable: 'FLANNEL_ETCD_CERTFILE' },
  { flag: 'etcd-keyfile', variable: 'FLANNEL_ETCD_KEYFILE' },
] as const;

export interface FlanneldWords {
  readonly literal: readonly Sourced<Arg>[];
  readonly variables: readonly Sourced<Arg>[];
  readonly assignments: readonly Assignment[];
}

export function flanneldWords(cluster: Cluster, flannel: Flannel, { settings }: Instance): FlanneldWords {
  const flags = mergeFlags(defaults(cluster, flannel), settings);
  const args = argumentWords(settings.args);
  const named = settings.form.value === 'install' ? ofImage : whole;
  const own = named.flatMap(({ flag, variable }) => {
    const found = flags.find(({ name }) => name === flag);
    return found === undefined ? [] : [{ flag, variable, value: flagText(found.value), from: found.from }];
  });
  const rest = flags.filter(({ name }) => !named.some(({ flag }) => flag === name));
  const words = [...rest.map(({ name, value, from }) => flagWord(name, value, from)), ...args];
  const packages = byDefault('the flannel packages');
  return {
    literal: [...own.map(({ flag, value, from }) => flagWord(flag, value, from)), ...words],
    variables: [
      ...own.map(({ flag, variable }): Sourced<Arg> => sourced({ before: `-${flag}=`, whole: variable }, packages)),
      sourced({ variable: options }, packages),
    ],
    assignments: [
      ...own.map(({ variable, value, from }): Assignment => ({ name: variable, value: { value, from } })),
      { name: options, words },
    ],
  };
}

export function configurationFile(assignments: readonly Assignment[], isInstalled: boolean): ConfigurationFile {
  const comment = isInstalled
    ? "Read by the image's start script, which splits FLANNEL_OPTIONS at blanks and takes no quotes away."
    : 'The endpoints and the prefix of etcd are one word each, further flags stand in FLANNEL_OPTIONS. The unit reads FLANNELD_* too.';
  return { path: sysconfigPath, comment, assignments };
}

function defaults(cluster: Cluster, { etcdPrefix }: Flannel): DefaultFlag[] {
  const servers = etcdServers(cluster);
  const { etcd } = cluster.pki;
  const file = (name: string, path: Sourced<string> | undefined): DefaultFlag => path && [name, path.value, path.from];
  return [
    servers && ['etcd-endpoints', servers.value, servers.from],
    ['etcd-prefix', etcdPrefix.value, etcdPrefix.from],
    file('etcd-cafile', etcd?.ca),
    file('etcd-certfile', etcd?.client.cert),
    file('etcd-keyfile', etcd?.client.key),
  ];
}
