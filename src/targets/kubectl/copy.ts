/** The unit that copies kubectl from its image, or from the root file system of the API server's container. */
import { byDefault, type Sourced, sourced } from '../../core/provenance.ts';
import type { Kubectl } from '../../model/cluster.ts';
import type { Artifact } from '../../tree/artifact.ts';
import { helperFiles, helperPath } from '../configuration-files.ts';
import { renderedFile } from '../rendered-file.ts';
import { hasOldStartLimit, restartsOneshots } from '../systemd-age.ts';
import type { TargetContext } from '../target.ts';

const own = byDefault('component kubectl');

export function kubectlCopy(kubectl: Kubectl, context: TargetContext): Artifact[] {
  const { layout, system, header } = context;
  const isRootfs = kubectl.fromRootfs === true;
  const helper = (name: string) => sourced(helperPath(name, context), byDefault('unitc'));
  return [
    renderedFile(
      {
        path: `${layout.units}/unitc-kubectl.service`,
        component: 'kubectl',
        kind: 'unit',
        template: 'units/unitc-kubectl.service.mustache',
        view: {
          header: sourced(header, byDefault('unitc')),
          engines: isRootfs ? [] : [sourced('docker.service', own)],
          images: isRootfs ? [] : [{ ensureImage: helper('ensure-image'), pull: kubectl.pull, image: kubectl.image }],
          copyKubectl: helper('copy-kubectl'),
          destination: sourced(`${layout.copiedBin}/kubectl`, own),
          source: isRootfs ? rootfsOf(kubectl, context) : kubectl.image,
          program: kubectl.command,
          oldStartLimit: hasOldStartLimit(system),
          restarts: restartsOneshots(system),
        },
      },
      context,
    ),
    ...helperFiles(isRootfs ? ['copy-kubectl'] : ['copy-kubectl', 'ensure-image'], 'kubectl', context),
  ];
}

function rootfsOf({ by, container = '' }: Kubectl, { layout }: TargetContext): Sourced<string> {
  return { value: `rootfs:${layout.containers}/${container}.0/rootfs`, from: by.from };
}
