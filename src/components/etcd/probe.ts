/** How to ask whether etcd serves: by its health address, with a client's certificate where clients have to log in. */
import { derived, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { clientUrls } from '../../model/etcd-urls.ts';
import type { Arg, Probe } from '../../model/workload.ts';
import { flagText, type mergeFlags } from '../flags.ts';
import { variableOf } from './flags.ts';

/** `flags` are etcd's; the file may be another one when it starts: the guide and the ansible scripts write it. */
export function etcdProbe(
  cluster: Cluster,
  self: Instance,
  flags: ReturnType<typeof mergeFlags>,
  fromFile: boolean,
): Probe {
  const { client } = cluster.pki.etcd ?? {};
  const told = (option: string, flag: string): Sourced<Arg>[] =>
    fromFile
      ? [inFile(option, flag)]
      : flags
          .filter(({ name }) => name === flag)
          .map(({ value, from }) => literal(option, { value: flagText(value), from }));
  const login =
    client === undefined
      ? [...told('--cert', 'cert-file'), ...told('--key', 'key-file')]
      : [literal('--cert', client.cert), literal('--key', client.key)];
  return {
    notify: true,
    endpoints: [{ url: `${clientUrls(cluster, self).advertised.value}/health`, hostFlags: [], portFlags: [] }],
    options: [...told('--urls', 'listen-client-urls'), ...login],
    timeoutSeconds: 300,
  };
}

function inFile(option: string, flag: string): Sourced<Arg> {
  return sourced({ before: `${option}=`, whole: variableOf(flag) }, derived('etcd.conf, as it is when etcd starts'));
}

function literal(option: string, { value, from }: Sourced<string>): Sourced<string> {
  return { value: `${option}=${value}`, from };
}
