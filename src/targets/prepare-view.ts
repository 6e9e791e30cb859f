/** What a unit does on the host before its program starts, so that the first start needs no reboot. */
import { byDefault, sourced } from '../core/provenance.ts';
import type { Workload } from '../model/workload.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import { helperFiles, helperPath } from './configuration-files.ts';
import { kernelFiles, kernelPaths } from './kernel-files.ts';
import type { TargetContext } from './target.ts';
import { copiedFiles, tmpfilesFiles, tmpfilesPaths } from './tmpfiles.ts';

/** `asRoot` where the unit's own user may not do it: systemd's `+` (since 231). */
export function prepareView(workload: Workload, context: TargetContext, asRoot = false) {
  const unitc = byDefault('unitc');
  const { modules, sysctls } = kernelPaths(workload, context);
  const copier = copiers(workload).map((name) => sourced(helperPath(name, context), unitc));
  return {
    tmpfiles: tmpfilesPaths(workload, context).map((path) => ({ asRoot, copier, path: sourced(path, unitc) })),
    modules: modules.map((path) => ({ asRoot, path: sourced(path, unitc) })),
    sysctls: sysctls.map((path) => ({ asRoot, path: sourced(path, unitc) })),
  };
}

/** Units that start together share files: systemd-tmpfiles copies them in place, ours whole. */
function copiers(workload: Workload): string[] {
  return copiedFiles(workload).length > 0 ? ['copy-defaults'] : [];
}

/** The files that these commands read, and a program of ours among them. */
export function prepareFiles(workload: Workload, context: TargetContext): FileArtifact[] {
  return [
    ...tmpfilesFiles(workload, context),
    ...kernelFiles(workload, context),
    ...helperFiles(copiers(workload), workload.name, context),
  ];
}
