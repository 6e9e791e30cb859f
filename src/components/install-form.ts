/** What components have in common where atomic installs their image. */
import { derived, mergeProvenance, type Sourced, sourced } from '../core/provenance.ts';
import type { Cluster, Instance } from '../model/cluster.ts';
import type { DefaultImage, ImageContext } from '../model/component.ts';
import { gone } from './kubernetes/image.ts';

/** Values of ours, then what the spec sets; `null` takes one away. */
export function installValues(
  own: readonly (readonly [name: string, value: Sourced<string>])[],
  { settings }: Instance,
): Map<string, Sourced<string>> {
  const values = new Map(own);
  for (const [name, { value, from }] of settings.set) {
    if (value === null) values.delete(name);
    else values.set(name, { value: String(value), from });
  }
  return values;
}

/** The prefix switches off TLS, and the check of certificates where there is TLS. */
export function atomicImage({ images }: Cluster, { settings: { image } }: Instance): Sourced<string> {
  const insecure = images.insecureRegistry;
  if (insecure === undefined || !image.value.startsWith(`${insecure.value}/`)) return image;
  return { value: `http:${image.value}`, from: mergeProvenance(image.from, insecure.from) };
}

/** docker, which flannel's options and the units of Kubernetes come with, and what talks to this etcd. */
export function neededBy({ flannel }: Cluster, { name, host }: Instance): Sourced<string>[] {
  const rule = derived('what needs the container starts after it was installed');
  const names = ['docker'];
  if (name === 'etcd') {
    if (flannel !== undefined) names.push('flannel-network-config');
    const users = host.instances.filter(({ kind, name: own }) => kind === own && usesEtcd.includes(kind));
    names.push(...users.map((user) => user.name));
  }
  return names.map((unit) => sourced(`${unit}.service`, rule));
}

const usesEtcd = ['flanneld', 'kube-apiserver'];

/** Of Fedora's registry: the tags are versions of the packaging. */
export function fedoraImage(program: string, { system, family, architecture }: ImageContext): DefaultImage | undefined {
  if (family !== 'distribution' || system.os !== 'fedora-atomic' || architecture !== 'amd64') return undefined;
  const namespace = `registry.fedoraproject.org/f${system.release}`;
  return { reference: `${namespace}/${program}:0.1`, retired: gone(namespace) };
}

/** A value that the rest of the cluster implies. */
export function implied(rule: string, value: Sourced<string>): Sourced<string> {
  return { value: value.value, from: mergeProvenance([derived(rule)], value.from) };
}
