/**
 * The image of the first container of each pod, which holds its network, where docker runs the pods: what
 * the kubelet takes by itself (cmd/kubelet/app/options/container_runtime.go of each version), and what
 * CentOS' package sets in its configuration.
 */
import { derived, fromSpec, mergeProvenance, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { DefaultImage, ImageContext } from '../../model/component.ts';
import { withMirror } from '../../model/image-reference.ts';

/** Oldest first: from this version on, this image. */
const upstream: readonly (readonly [since: string, reference: string])[] = [
  ['0', 'gcr.io/google_containers/pause:2.0'],
  ['1.3', 'gcr.io/google_containers/pause-amd64:3.0'],
  ['1.10', 'k8s.gcr.io/pause-amd64:3.1'],
  ['1.12', 'k8s.gcr.io/pause:3.1'],
  ['1.18', 'k8s.gcr.io/pause:3.2'],
  ['1.21', 'k8s.gcr.io/pause:3.4.1'],
  ['1.22', 'k8s.gcr.io/pause:3.5'],
  ['1.23', 'k8s.gcr.io/pause:3.6'],
];

/** Undefined from 1.24 on: a kubelet does not run pods by docker any more. */
export function pauseImage({ system, family, version, architecture }: ImageContext): DefaultImage | undefined {
  if (atLeast(version, '1.24')) return undefined;
  if (family === 'distribution' && system.os.startsWith('centos-')) {
    return { reference: 'registry.access.redhat.com/rhel7/pod-infrastructure:latest' };
  }
  const [, reference = ''] = upstream.findLast(([since]) => atLeast(version, since)) ?? [];
  const own = reference.replace('-amd64:', `-${architecture}:`);
  return { reference: own, retired: `\`${own.slice(0, own.lastIndexOf('/'))}\` was shut down or frozen` };
}

export interface PauseImage {
  /** Before a mirror takes the registry's place. */
  readonly source: string;
  readonly pulled: Sourced<string>;
}

/** Of one kubelet; undefined where another runtime runs the pods, and has the image in its own configuration. */
export function pauseOf({ system, kubernetes, images }: Cluster, { settings, host }: Instance): PauseImage | undefined {
  const { version } = kubernetes;
  const { family, criSocket } = settings;
  const architecture = host.architecture.value;
  const standard = pauseImage({ system, family: family.value, version: version.value, architecture });
  if (standard === undefined || criSocket !== undefined) return undefined;
  const source = standard.reference;
  const from = mergeProvenance([derived('the image of the first container of pods')], family.from, version.from);
  if (images.mirror === undefined) return { source, pulled: { value: source, from } };
  const pulled = withMirror(source, images.mirror.value);
  return { source, pulled: { value: pulled, from: mergeProvenance(from, [fromSpec('images', 'mirror')]) } };
}
