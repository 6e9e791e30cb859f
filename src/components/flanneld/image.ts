/** Default images of flannel by version; the distributions' tags are versions of their packaging. */
import { atLeast } from '../../core/version.ts';
import type { DefaultImage, ImageContext } from '../../model/component.ts';
import { fedoraImage } from '../install-form.ts';

export function flanneldImage(context: ImageContext): DefaultImage | undefined {
  const { family, version, architecture } = context;
  if (family !== 'upstream') return fedoraImage('flannel', context);
  if (atLeast(version, '0.26.4')) return { reference: `ghcr.io/flannel-io/flannel:v${version}` };
  if (atLeast(version, '0.21')) return { reference: `docker.io/flannel/flannel:v${version}` };
  if (atLeast(version, '0.16.2')) return { reference: `docker.io/rancher/mirrored-flannelcni-flannel:v${version}` };
  if (atLeast(version, '0.13')) return { reference: `quay.io/coreos/flannel:v${version}` };
  return { reference: `quay.io/coreos/flannel:v${version}-${architecture}` };
}
