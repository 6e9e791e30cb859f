/** modules-load.d and sysctl.d for what a workload needs of the kernel: equal for all that need it on a host. */
import type { Workload } from '../model/workload.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import type { Layout } from '../tree/layout.ts';
import { rowsFile } from './root-file.ts';
import type { TargetContext } from './target.ts';

/** Before the distribution's `99-sysctl.conf`, which is the administrator's. */
const sysctlName = '90-kubernetes.conf';
const modulesName = 'kubernetes.conf';

/** The paths of the two files; empty where the workload needs nothing of the kernel. */
export function kernelPaths({ kernel }: Workload, { layout }: { readonly layout: Layout }) {
  if (kernel === undefined) return { modules: [], sysctls: [] };
  return {
    modules: kernel.modules.length === 0 ? [] : [`${layout.modules}/${modulesName}`],
    sysctls: kernel.sysctls.size === 0 ? [] : [`${layout.sysctls}/${sysctlName}`],
  };
}

export function kernelFiles(workload: Workload, context: TargetContext): FileArtifact[] {
  const { kernel } = workload;
  if (kernel === undefined) return [];
  const { modules, sysctls } = kernelPaths(workload, context);
  const moduleRows = kernel.modules.map(({ value, from }) => ({ text: value, from }));
  const sysctlRows = [...kernel.sysctls].map(([name, { value, from }]) => ({ text: `${name} = ${value}`, from }));
  const file = { kind: 'text', component: workload.name } as const;
  return [
    ...modules.map((path) => rowsFile({ path, ...file, rows: moduleRows }, context)),
    ...sysctls.map((path) => rowsFile({ path, ...file, rows: sysctlRows }, context)),
  ];
}
