/** `images` of a spec, but for the family, which belongs to each component. */
import { fromSpec, mergeProvenance, type Sourced, sourced } from '../core/provenance.ts';
import { atLeast } from '../core/version.ts';
import type { Spec } from '../spec/schema.ts';
import type { Cluster, Host, Images } from './cluster.ts';

export function resolveImages({ images }: Spec): Images {
  const mirror = images?.mirror === undefined ? undefined : sourced(images.mirror, fromSpec('images', 'mirror'));
  const pullSecret = images?.pullSecret;
  return {
    ...(mirror && { mirror }),
    ...(pullSecret !== undefined && { pullSecret: sourced(pullSecret, fromSpec('images', 'pullSecret')) }),
    ...(mirror && images?.insecure === true && { insecureRegistry: insecureRegistry(mirror) }),
  };
}

/** An engine is told of a registry by host and port, without the path that a mirror may have. */
function insecureRegistry({ value, from }: Sourced<string>): Sourced<string> {
  const [host = value] = value.split('/');
  return { value: host, from: mergeProvenance(from, [fromSpec('images', 'insecure')]) };
}

/** Whether anything on the host runs from an image that is fetched there. */
export function fetchesImages(host: Host): boolean {
  return host.instances.some(({ settings }) => settings.target.value !== 'host');
}

/** Whether docker pulls images there: for components, or for pods. */
export function usesDocker({ kubernetes }: Cluster, host: Host): boolean {
  return host.instances.some(
    ({ kind, settings }) =>
      settings.target.value === 'docker' ||
      (kind === 'kubelet' && settings.criSocket === undefined && !atLeast(kubernetes.version.value, '1.24')),
  );
}
