/** Cluster → the images that its hosts need: what a mirror has to have. */
import { pauseOf } from '../components/kubernetes/pause-image.ts';
import { compareBytes } from '../core/order.ts';
import type { Cluster, Host, Instance } from '../model/cluster.ts';

export interface ImageUse {
  /** Name of the entry under `components`. */
  readonly component: string;
  readonly kind: string;
  readonly hosts: readonly string[];
  /** What to copy: the reference as it was before `images.mirror` took the registry's place. */
  readonly source: string;
  /** What the hosts pull. */
  readonly pulled: string;
  /** Whether `images.mirror` is in it. */
  readonly mirrored: boolean;
  /** The component's default for its family, where there is one. */
  readonly default?: string;
  /** The upstream project's image of this version, where there is one. */
  readonly upstream?: string;
}

/** One for each component and reference, by source, then component. */
export function imageUses(cluster: Cluster): ImageUse[] {
  const uses = new Map<string, ImageUse>();
  for (const instance of cluster.hosts.flatMap((host) => [...host.instances, ...host.managed])) {
    for (const use of [...imageOf(instance), ...helperImages(cluster, instance)]) {
      const key = JSON.stringify([use.component, use.source, use.pulled]);
      uses.set(key, { ...use, hosts: [...(uses.get(key)?.hosts ?? []), ...use.hosts] });
    }
  }
  for (const host of cluster.hosts) {
    for (const use of kubectlImage(host)) {
      const key = JSON.stringify([use.component, use.source, use.pulled]);
      uses.set(key, { ...use, hosts: [...(uses.get(key)?.hosts ?? []), ...use.hosts] });
    }
  }
  return [...uses.values()].sort(
    (a, b) =>
      compareBytes(a.source, b.source) || compareBytes(a.component, b.component) || compareBytes(a.pulled, b.pulled),
  );
}

/** None where a package brings the program. */
function imageOf({ name, kind, host, settings: { image, imageSources, target } }: Instance): ImageUse[] {
  if (target.value === 'host' || image.value === '') return [];
  const { standard, upstream, named } = imageSources;
  const source = named || standard === undefined ? image.value : standard;
  const use: ImageUse = {
    component: name,
    kind,
    hosts: [host.name],
    source,
    pulled: image.value,
    mirrored: source !== image.value,
    ...(standard !== undefined && { default: standard }),
    ...(upstream !== undefined && { upstream }),
  };
  return [use];
}

/** The image of the first container of each pod, where docker runs them: the spec's flag, or the default. */
function helperImages(cluster: Cluster, instance: Instance): ImageUse[] {
  const { name, kind, host, settings } = instance;
  const use = { component: name, kind, hosts: [host.name] };
  const written = settings.flags.get('pod-infra-container-image');
  if (written !== undefined) {
    const image = written.value;
    if (typeof image !== 'string' || image === '') return [];
    return [{ ...use, source: image, pulled: image, mirrored: false }];
  }
  const pause = kind === 'kubelet' ? pauseOf(cluster, instance) : undefined;
  if (pause === undefined) return [];
  const { source, pulled } = pause;
  return [{ ...use, source, pulled: pulled.value, mirrored: source !== pulled.value, default: source }];
}

/** An image for kubectl alone; where it comes from the API server's, that is listed already. */
function kubectlImage({ name, kubectl }: Host): ImageUse[] {
  if (kubectl?.source === undefined) return [];
  const { source, image } = kubectl;
  return [
    {
      component: 'kubectl',
      kind: 'kubectl',
      hosts: [name],
      source,
      pulled: image.value,
      mirrored: source !== image.value,
    },
  ];
}
