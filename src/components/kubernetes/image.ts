/** Default images of the Kubernetes components, by family and version. */
import { atLeast } from '../../core/version.ts';
import type { DefaultImage, ImageContext } from '../../model/component.ts';
import type { ImageFamily } from '../../model/host-system.ts';

const gone = (registry: string) => `\`${registry}\` was shut down or frozen`;

/**
 * The distributions named their images `kubernetes-apiserver`, …; Fedora's tags are packaging versions,
 * CentOS' images were only ever published as `latest`, so a mirror is expected to carry the version.
 */
export function kubernetesImage(component: string): (context: ImageContext) => DefaultImage | undefined {
  const short = component.replace(/^kube-/, '');
  return ({ system, family, version }) => {
    if (family === 'upstream') return upstreamImage(component, version);
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

function upstreamImage(component: string, version: string): DefaultImage {
  if (atLeast(version, '1.25')) return { reference: `registry.k8s.io/${component}:v${version}` };
  if (atLeast(version, '1.12')) {
    return { reference: `k8s.gcr.io/${component}:v${version}`, retired: gone('k8s.gcr.io') };
  }
  return {
    reference: `gcr.io/google_containers/${component}-amd64:v${version}`,
    retired: gone('gcr.io/google_containers'),
  };
}

export function kubernetesCommand(component: string): (family: ImageFamily) => string {
  return (family) => `${family === 'upstream' ? '/usr/local/bin' : '/usr/bin'}/${component}`;
}
