/**
 * `info` of a system container: what `atomic install` writes beside config.json, so that a host that has
 * atomic lists and removes it (facts of Atomic/syscontainers.py). fetch-rootfs reads `image` from it.
 */
import { printJsonWithPaths } from '../../codec/json/index.ts';
import { byDefault } from '../../core/provenance.ts';
import type { Workload } from '../../model/workload.ts';
import type { FileArtifact } from '../../tree/artifact.ts';
import { rootFile } from '../root-file.ts';
import type { TargetContext } from '../target.ts';

export function infoJson(workload: Workload, bundle: string, { system }: TargetContext): FileArtifact {
  const { text, paths } = printJsonWithPaths({
    image: workload.image.value,
    revision: '',
    'ostree-commit': '',
    created: 0,
    values: {
      DESTDIR: bundle,
      NAME: workload.name,
      RUN_DIRECTORY: '/run',
      STATE_DIRECTORY: '/var/lib',
      CONF_DIRECTORY: '/etc',
    },
    'has-container-service': true,
    'installed-files': [],
    'installed-files-checksum': {},
    'installed-files-template': [],
    'rename-installed-files': {},
    'rpm-installed': null,
    'system-package': 'no',
    remote: false,
    'use-links': true,
    runtime: system.runc,
  });
  return rootFile({
    ...{ path: `${bundle}/info`, kind: 'json', content: text, component: workload.name },
    lines: paths.map(([first]) => ({
      from: first === 'image' ? workload.image.from : [byDefault('target system-container')],
    })),
  });
}
