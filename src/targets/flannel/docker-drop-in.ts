/** The drop-in of docker's own unit: static, so that docker has flannel's options on the first boot. */
import { byDefault, sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import { dockerOptionsFile, type Flannel } from '../../model/flannel.ts';
import type { HostSystem } from '../../model/host-system.ts';
import type { Artifact } from '../../tree/artifact.ts';
import { helperFiles, helperPath } from '../configuration-files.ts';
import { renderedFile } from '../rendered-file.ts';
import type { TargetContext } from '../target.ts';

const unitc = byDefault('unitc');

export function dockerDropIn({ dockerWait }: Flannel, context: TargetContext): Artifact[] {
  const own = byDefault('component flanneld');
  return [
    renderedFile(
      {
        // The published flannel images write and delete flannel.conf and flanneld.conf.
        path: `${context.layout.units}/docker.service.d/50-flannel.conf`,
        component: 'flanneld',
        kind: 'unit',
        template: 'units/docker-flannel.conf.mustache',
        view: {
          header: sourced(context.header, unitc),
          dockerOptions: sourced(dockerOptionsFile, own),
          waitReady: sourced(helperPath('wait-ready', context), unitc),
          timeout: { value: `--timeout=${dockerWait.value}`, from: dockerWait.from },
          file: sourced(`--file=${dockerOptionsFile}`, own),
          dropsForwarding: dropsForwarding(context.system),
          otherwise: sourced("--otherwise=docker starts without flannel's options", own),
        },
      },
      context,
    ),
    ...helperFiles(['wait-ready'], 'flanneld', context),
  ];
}

/** From 1.13 on; where nobody says which docker it is, any might be that new. */
function dropsForwarding({ dockerVersion }: HostSystem): boolean {
  return dockerVersion === undefined || atLeast(dockerVersion, '1.13');
}
