/** What `atomic install` makes of an image (Atomic/syscontainers.py), with our codec in place of Python's library. */
import { substitute } from '../../src/codec/string-template/index.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { fileOf } from './compile.ts';

export interface InstalledImage {
  /** /etc/systemd/system/NAME.service */
  readonly unit: string;
  readonly config: string;
  /** /etc/tmpfiles.d/NAME.conf, where the image has one. */
  readonly tmpfiles: string | undefined;
  /** By path on the host. */
  readonly hostFiles: ReadonlyMap<string, string>;
}

const hostFiles = 'exports/hostfs';

/** The values in atomic's order: what it sets by itself, what the manifest says where nothing is set, what is forced. */
export function valuesOf(
  tree: FileTree,
  name: string,
  set: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const { defaultValues } = manifestOf(tree);
  return {
    ...defaultValues,
    RUN_DIRECTORY: '/run',
    STATE_DIRECTORY: '/var/lib',
    CONF_DIRECTORY: '/etc',
    ...set,
    DESTDIR: `/var/lib/containers/atomic/${name}.0`,
    NAME: name,
    EXEC_START: `/usr/bin/runc --systemd-cgroup run '${name}'`,
    EXEC_STOP: `/usr/bin/runc --systemd-cgroup kill '${name}'`,
    EXEC_STARTPRE: '',
    EXEC_STOPPOST: '',
    HOST_UID: '0',
    HOST_GID: '0',
  };
}

export function installImage(tree: FileTree, name: string, set: Readonly<Record<string, string>> = {}): InstalledImage {
  const values = valuesOf(tree, name, set);
  const fill = (template: string): string => {
    const filled = substitute(template, values);
    if (!filled.ok) throw new Error(JSON.stringify(filled));
    return filled.text;
  };
  const { renameFiles } = manifestOf(tree);
  const files = [...tree].flatMap((artifact): [string, string][] => {
    if (artifact.type !== 'file' || !artifact.path.startsWith(`${hostFiles}/`)) return [];
    const path = artifact.path.slice(hostFiles.length);
    return [[fill(renameFiles[path] ?? path), artifact.content]];
  });
  const tmpfiles = tree.get('exports/tmpfiles.template');
  return {
    unit: fill(fileOf(tree, 'exports/service.template').content),
    config: fill(fileOf(tree, 'exports/config.json.template').content),
    tmpfiles: tmpfiles?.type === 'file' ? fill(tmpfiles.content) : undefined,
    hostFiles: new Map(files),
  };
}

interface ImageManifest {
  readonly defaultValues: Record<string, string>;
  readonly renameFiles: Record<string, string>;
}

export function manifestOf(tree: FileTree): ImageManifest {
  return JSON.parse(fileOf(tree, 'exports/manifest.json').content);
}
