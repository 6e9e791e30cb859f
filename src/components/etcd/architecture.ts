/** etcd on other machines than amd64: other images, and a word that lets it start. */
import { derived, mergeProvenance, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { DefaultImage, ImageContext } from '../../model/component.ts';

/** One tag for all architectures begins with 3.5; before, arm64 and ppc64le have tags of their own. */
export function etcdImage({ family, version, architecture }: ImageContext): DefaultImage | undefined {
  if (family !== 'upstream' || architecture === 'arm') return undefined;
  const reference = `quay.io/coreos/etcd:v${version}`;
  if (architecture === 'amd64' || atLeast(version, '3.5')) return { reference };
  return architecture === 's390x' ? undefined : { reference: `${reference}-${architecture}` };
}

/** Where its makers do not test it, etcd ends at once unless this names the machine that it runs on. */
export function architectureEnvironment({ etcdVersion }: Cluster, { host }: Instance): [string, Sourced<string>][] {
  const { value, from } = host.architecture;
  if (value === 'amd64' || (value !== 'arm' && atLeast(etcdVersion.value, '3.5'))) return [];
  const rule = derived('etcd does not start on a machine that it does not support');
  return [['ETCD_UNSUPPORTED_ARCH', { value, from: mergeProvenance([rule], from, etcdVersion.from) }]];
}
