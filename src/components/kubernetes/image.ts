/** Default images of the Kubernetes components, by family and version. */

import { mergeProvenance, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { DefaultImage, ImageContext } from '../../model/component.ts';
import type { Architecture, ImageFamily } from '../../model/host-system.ts';

export const gone = (registry: string) => `\`${registry}\` was shut down or frozen`;

/**
 * The distributions named their images `kubernetes-apiserver`, …; Fedora's tags are packaging versions,
 * CentOS' images were only ever published as `latest`, so a mirror is expected to carry the version.
 */
export function kubernetesImage(component: string): (context: ImageContext) => DefaultImage | undefined {
  const short = component.replace(/^kube-/, '');
  return ({ system, family, version, architecture }) => {
    if (family === 'upstream') return upstreamImage(component, version, architecture);
    if (family === 'hyperkube') return hyperkubeImage(version, architecture);
    // The distributions built theirs for one architecture.
    if (architecture !== 'amd64') return undefined;
    if (system.os === 'fedora-atomic') {
      const namespace = `registry.fedoraproject.org/f${system.release}`;
      return { reference: `${namespace}/kubernetes-${short}:0`, retired: gone(namespace) };
    }
    return {
      reference: `registry.centos.org/centos/kubernetes-${short}:${version}`,
      retired: gone('registry.centos.org'),
    };
  };
}

function upstreamImage(component: string, version: string, architecture: Architecture): DefaultImage | undefined {
  if (component === 'kubelet') return undefined;
  if (atLeast(version, '1.25')) return { reference: `registry.k8s.io/${component}:v${version}` };
  if (atLeast(version, '1.12')) {
    return { reference: `k8s.gcr.io/${component}:v${version}`, retired: gone('k8s.gcr.io') };
  }
  if (atLeast(version, '1.10')) {
    return { reference: `k8s.gcr.io/${component}-amd64:v${version}`, retired: gone('k8s.gcr.io') };
  }
  return {
    reference: `gcr.io/google_containers/${component}-${architecture}:v${version}`,
    retired: gone('gcr.io/google_containers'),
  };
}

/** One image for all programs; upstream stopped building it with 1.19. */
function hyperkubeImage(version: string, architecture: Architecture): DefaultImage | undefined {
  if (atLeast(version, '1.19')) return undefined;
  // One name for all architectures began with 1.12; what has none is for amd64.
  const suffix = architecture === 'amd64' || atLeast(version, '1.12') ? '' : `-${architecture}`;
  if (atLeast(version, '1.10')) {
    return { reference: `k8s.gcr.io/hyperkube${suffix}:v${version}`, retired: gone('k8s.gcr.io') };
  }
  const namespace = 'gcr.io/google_containers';
  return { reference: `${namespace}/hyperkube-${architecture}:v${version}`, retired: gone(namespace) };
}

function directoryOf(family: ImageFamily): string {
  return family === 'upstream' ? '/usr/local/bin' : '/usr/bin';
}

export function kubernetesCommand(component: string): (family: ImageFamily) => string {
  return (family) => (family === 'hyperkube' ? '/hyperkube' : `${directoryOf(family)}/${component}`);
}

/** Upstream's images of single programs are distroless from about 1.19 on; where one of that time has a shell, another is harmless. */
export function hasShell({ family, version }: { readonly family: ImageFamily; readonly version: string }): boolean {
  return family !== 'upstream' || !atLeast(version, '1.19');
}

/** hyperkube's first argument names the program: short until 1.14, from 1.15 on only with its `kube-`. */
export function subcommand(cluster: Cluster, { kind, settings }: Instance): Sourced<string>[] {
  const { family, target } = settings;
  if (family.value !== 'hyperkube' || target.value === 'host') return [];
  const { version } = cluster.kubernetes;
  const value = atLeast(version.value, '1.15') ? kind : kind.replace(/^kube-/, '');
  return [{ value, from: mergeProvenance(family.from, version.from) }];
}
