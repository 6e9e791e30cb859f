/**
 * `info` of a system container: what `atomic install` writes beside config.json, so that a host that has
 * atomic lists and removes it (facts of Atomic/syscontainers.py). fetch-rootfs reads `image` from it, and slot
 * what goes away with the container.
 */
import { printJsonWithPaths } from '../../codec/json/index.ts';
import { byDefault } from '../../core/provenance.ts';
import type { Workload } from '../../model/workload.ts';
import type { FileArtifact } from '../../tree/artifact.ts';
import { rootFile } from '../root-file.ts';
import type { TargetContext } from '../target.ts';

/** What atomic knows of a container beside its image. */
export interface Installed {
  /** The variables of its templates. */
  readonly values?: Readonly<Record<string, string>>;
  /** By path on the host: what it takes away again where the checksum still is that of the file. */
  readonly checksums: Readonly<Record<string, string>>;
  readonly renamed?: Readonly<Record<string, string>>;
}

export function infoJson(
  workload: Workload,
  bundle: string,
  { system, layout }: TargetContext,
  { values, checksums, renamed = {} }: Installed,
): FileArtifact {
  const { text, paths } = printJsonWithPaths({
    image: workload.image.value,
    revision: '',
    'ostree-commit': '',
    created: 0,
    values: values ?? {
      DESTDIR: bundle,
      NAME: workload.name,
      RUN_DIRECTORY: '/run',
      STATE_DIRECTORY: '/var/lib',
      CONF_DIRECTORY: '/etc',
    },
    'has-container-service': true,
    'installed-files': Object.keys(checksums),
    'installed-files-checksum': { ...checksums },
    'installed-files-template': [],
    'rename-installed-files': { ...renamed },
    'rpm-installed': null,
    'system-package': 'no',
    remote: false,
    'use-links': true,
    runtime: system.runc,
  });
  return rootFile({
    ...{
      path: `${layout.descriptions}/${workload.name}.0/info`,
      kind: 'json',
      content: text,
      component: workload.name,
    },
    lines: paths.map(([first]) => ({
      from: first === 'image' ? workload.image.from : [byDefault('target system-container')],
    })),
  });
}
