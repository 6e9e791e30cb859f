/** What a unit does on the host before its program starts, so that the first start needs no reboot. */
import { byDefault, sourced } from '../core/provenance.ts';
import type { Workload } from '../model/workload.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import { kernelFiles, kernelPaths } from './kernel-files.ts';
import type { TargetContext } from './target.ts';
import { tmpfilesFiles, tmpfilesPaths } from './tmpfiles.ts';

/** `asRoot` where the unit's own user may not do it: systemd's `+` (since 231). */
export function prepareView(workload: Workload, context: TargetContext, asRoot = false) {
  const unitc = byDefault('unitc');
  const { modules, sysctls } = kernelPaths(workload, context);
  return {
    tmpfiles: tmpfilesPaths(workload, context).map((path) => ({ asRoot, path: sourced(path, unitc) })),
    modules: modules.map((path) => sourced(path, unitc)),
    sysctls: sysctls.map((path) => sourced(path, unitc)),
  };
}

/** The files that these commands read. */
export function prepareFiles(workload: Workload, context: TargetContext): FileArtifact[] {
  return [...tmpfilesFiles(workload, context), ...kernelFiles(workload, context)];
}
