/** Which images have kubectl, and where; the unit that copies it to the host. */
import { byDefault, mergeProvenance, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Instance } from '../../model/cluster.ts';
import type { ClientProgram, ImageContext } from '../../model/component.ts';

/**
 * The distributions' API server has it beside it. hyperkube is kubectl under that name, and a script beside
 * the real one from 1.17 on (kubernetes#84662). Upstream's images have one program each; kubectl got its own
 * with 1.28 (build/server-image/kubectl).
 */
export function kubectlIn({ family, version }: ImageContext): ClientProgram | undefined {
  if (family === 'distribution') return { command: '/usr/bin/kubectl' };
  if (family === 'hyperkube') {
    if (atLeast(version, '1.17')) return { command: '/usr/local/bin/kubectl' };
    return { command: '/hyperkube', words: ['kubectl'] };
  }
  if (!atLeast(version, '1.28')) return undefined;
  return { image: `registry.k8s.io/kubectl:v${version}`, command: '/bin/kubectl' };
}

/** Started with the API server, so that scripts that know only that unit get kubectl too. */
export function kubectlUnit({ name, kind, host: { kubectl } }: Instance): Sourced<string>[] {
  if (kubectl?.by.value !== 'copy' || name !== kind) return [];
  return [{ value: 'unitc-kubectl.service', from: mergeProvenance(kubectl.by.from, [byDefault('component kubectl')]) }];
}
