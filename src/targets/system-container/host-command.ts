import { byDefault, sourced } from '../../core/provenance.ts';
import type { Workload } from '../../model/workload.ts';
import type { Artifact } from '../../tree/artifact.ts';
import { helperPath } from '../configuration-files.ts';
import { renderedFile } from '../rendered-file.ts';
import type { TargetContext } from '../target.ts';
import { installerName } from './installed.ts';

const unitc = byDefault('unitc');

/** What the program on the host advises where there is no container. */
function bringing(workload: Workload, context: TargetContext): string {
  if (workload.install !== undefined) {
    return `see whether it is installed: systemctl status ${installerName(workload)}.service`;
  }
  return `fetch its root file system:  ${helperPath('fetch-rootfs', context)} ${workload.name}`;
}

/**
 * The program on the host that runs inside the container: /usr/local/bin/etcdctl. Under its `own name` it
 * is for whatever container it is named after, as atomic renames it.
 */
export function hostCommand(
  workload: Workload,
  context: TargetContext,
  container: 'this container' | 'own name' = 'this container',
): Artifact[] {
  const { name, kind, command } = workload;
  if (command === undefined) return [];
  const byOwnName = container === 'own name';
  const { header, layout, system } = context;
  const component = byDefault(`component ${kind}`);
  const bring = byOwnName ? 'see what is installed:       atomic containers list' : bringing(workload, context);
  return [
    renderedFile(
      {
        path: `${layout.bin}/${command.name}`,
        component: name,
        kind: 'script',
        template: command.template,
        mode: 0o755,
        view: {
          ...command.view,
          header: sourced(header, unitc),
          byOwnName,
          container: sourced(name, component),
          unit: sourced(`${name}.service`, component),
          runc: sourced(system.runc, byDefault(`host system ${system.os} ${system.release}`)),
          bring: sourced(bring, unitc),
        },
      },
      context,
    ),
  ];
}
