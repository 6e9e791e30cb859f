/** Runs a workload as a system container: runc under systemd, without the docker daemon, laid out as atomic does. */
import { compareBytes } from '../../core/order.ts';
import { byDefault, sourced } from '../../core/provenance.ts';
import { sha256 } from '../../core/sha256.ts';
import type { Workload } from '../../model/workload.ts';
import type { View } from '../../template/view.ts';
import type { Artifact } from '../../tree/artifact.ts';
import { configurationFiles, helperFiles, helperPath } from '../configuration-files.ts';
import { prepareFiles, prepareView } from '../prepare-view.ts';
import type { TargetContext, TargetDefinition } from '../target.ts';
import { unitFile } from '../unit-file.ts';
import { isProbed, unitView } from '../unit-view.ts';
import { bundleLinks } from './bundle-links.ts';
import { configJson } from './config-json.ts';
import { hostCommand } from './host-command.ts';
import { infoJson } from './info-json.ts';
import { installedFiles } from './installed.ts';
import { snapshotFiles } from './snapshots.ts';

const unitc = byDefault('unitc');

export const systemContainer: TargetDefinition = {
  name: 'system-container',
  render(workload, context) {
    const { install } = workload;
    if (install !== undefined) {
      return [...installedFiles(workload, install, context), ...hostCommand(workload, context)];
    }
    const bundle = `${context.layout.containers}/${workload.name}.0`;
    const helpers = ['fetch-rootfs', 'oci-config', 'slot', ...(isProbed(workload) ? ['wait-ready'] : [])];
    helpers.push(...Object.values(workload.helpers ?? {}));
    const files = [
      ...configurationFiles(workload, context),
      ...hostCommand(workload, context),
      ...snapshotFiles(workload, bundle, context),
    ];
    const described = [
      configJson(workload, context),
      infoJson(workload, bundle, context, { checksums: ownChecksums(files, context) }),
    ];
    return [
      unitFile(
        { workload, view: view(workload, bundle, context), engine: 'runc', command: runCommand(workload, context) },
        context,
      ),
      ...described,
      ...bundleLinks(workload, described, context),
      ...prepareFiles(workload, context),
      ...helperFiles(helpers, workload.name, context),
      ...files,
    ];
  },
};

/** Of what is nobody else's: helpers, and the file that all of Kubernetes reads, outlive a container. */
function ownChecksums(files: readonly Artifact[], { layout }: TargetContext): Record<string, string> {
  const isShared = (path: string) => path.startsWith(`${layout.helpers}/`) || path.endsWith('/etc/kubernetes/config');
  const entries = files.flatMap((file) => {
    const path = `/${file.path}`;
    return file.type === 'file' && !isShared(path) ? [[path, sha256(file.content)] as const] : [];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => compareBytes(a, b)));
}

function runDirectory({ name }: Workload): string {
  return `/run/unitc/${name}`;
}

function view(workload: Workload, bundle: string, context: TargetContext): View {
  const system = byDefault(`host system ${context.system.os} ${context.system.release}`);
  return {
    ...unitView(workload, [], context),
    ...prepareView(workload, context),
    container: true,
    runc: sourced(context.system.runc, system),
    bundle: sourced(bundle, unitc),
    runDirectory: sourced(runDirectory(workload), unitc),
    ociConfig: sourced(helperPath('oci-config', context), unitc),
    slot: sourced(helperPath('slot', context), unitc),
    prefix: sourced(workload.environmentPrefix ?? '', byDefault(`component ${workload.kind}`)),
  };
}

function runCommand(workload: Workload, { system }: TargetContext): string[] {
  return [system.runc, '--systemd-cgroup', 'run', '--bundle', runDirectory(workload), workload.name];
}

export { type ImageRequest, imageFiles } from './image/index.ts';
export { sharedWorkload } from './image/shared-workload.ts';
export { imageVariables } from './image/variables.ts';
export { ownImageFiles } from './own-image.ts';
