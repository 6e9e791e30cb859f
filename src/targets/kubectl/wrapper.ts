/** /usr/local/bin/kubectl as a script that runs kubectl in a container of docker. */
import { byDefault, sourced } from '../../core/provenance.ts';
import type { Kubectl } from '../../model/cluster.ts';
import type { Artifact } from '../../tree/artifact.ts';
import { helperFiles, helperPath } from '../configuration-files.ts';
import { renderedFile } from '../rendered-file.ts';
import type { TargetContext } from '../target.ts';

export function kubectlWrapper(kubectl: Kubectl, context: TargetContext): Artifact[] {
  const { layout, system, header } = context;
  return [
    renderedFile(
      {
        path: `${layout.bin}/kubectl`,
        component: 'kubectl',
        kind: 'script',
        template: 'manifests/bin/kubectl.mustache',
        mode: 0o755,
        view: {
          header: sourced(header, byDefault('unitc')),
          docker: sourced(system.docker, byDefault(`host system ${system.os} ${system.release}`)),
          image: kubectl.image,
          program: kubectl.command,
          words: kubectl.words.map((word) => ({ value: word, from: kubectl.command.from })),
          ensureImage: sourced(helperPath('ensure-image', context), byDefault('unitc')),
          pull: kubectl.pull,
        },
      },
      context,
    ),
    ...helperFiles(['ensure-image'], 'kubectl', context),
  ];
}
