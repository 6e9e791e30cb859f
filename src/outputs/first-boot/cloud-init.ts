/**
 * FileTree → user data of cloud-init (`#cloud-config`): write_files, and what somebody who unpacks an archive does next,
 * by runcmd. Commands are lists, so that no shell reads them; contents are scalars in double quotes, which carry any text,
 * so that base64 is never needed.
 */
import { printYaml, type YamlValue } from '../../codec/yaml/index.ts';
import type { Artifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { hostLayout } from '../../tree/layout.ts';
import { octalMode } from '../../tree/octal-mode.ts';
import { dropIn, unitFile } from '../../tree/unit-files.ts';
import type { Output } from '../output.ts';
import { rootfsUnits } from './rootfs-units.ts';

export const cloudInitOutput: Output = {
  name: 'cloud-init',
  endings: ['.user-data'],
  layout: 'host',
  text: true,
  encode: async (tree) => new TextEncoder().encode(cloudConfig(tree)),
};

export function cloudConfig(tree: FileTree): string {
  const all = [...tree, ...rootfsUnits(tree, hostLayout)];
  const files = all.flatMap((artifact) => (artifact.type === 'file' ? [written(artifact)] : []));
  const text = printYaml(
    new Map<string, YamlValue>([
      ['write_files', files],
      ['runcmd', commands(all)],
    ]),
  );
  if (!text.ok) throw new Error(`a tree that YAML cannot carry: it ${text.reason}`);
  return `#cloud-config\n${text.text}`;
}

/** Root's at first: other owners may not be there yet. */
function written({ path, mode, content }: Extract<Artifact, { type: 'file' }>): YamlValue {
  return new Map<string, YamlValue>([
    ['path', `/${path}`],
    ['permissions', octalMode(mode)],
    ['owner', 'root:root'],
    ['content', content],
  ]);
}

function commands(all: readonly Artifact[]): string[][] {
  const below = (directory: string) =>
    all.flatMap(({ path }) => (`/${path}`.startsWith(`${directory}/`) ? [`/${path}`] : []));
  const made = all.flatMap((artifact) => making(artifact));
  const owned = all.filter(({ owner, group }) => owner !== 'root' || group !== 'root').map(owning);
  const units = all.flatMap((artifact) => unitFile(artifact, hostLayout) ?? []);
  const names = units.filter(({ installs }) => installs).map(({ unit }) => unit);
  const ours = new Set(units.map(({ unit }) => unit));
  const others = new Set(
    all.flatMap((artifact) => dropIn(artifact, hostLayout)?.unit ?? []).filter((unit) => !ours.has(unit)),
  );
  const sysusers = below(hostLayout.sysusers);
  const tmpfiles = below(hostLayout.tmpfiles);
  return [
    ...(sysusers.length === 0 ? [] : [['systemd-sysusers', ...sysusers]]),
    ...made,
    ...owned,
    ...(tmpfiles.length === 0 ? [] : [['systemd-tmpfiles', '--create', ...tmpfiles]]),
    ['systemctl', 'daemon-reload'],
    ...(names.length === 0 ? [] : [['systemctl', 'enable', ...names]]),
    // Without waiting: a member of etcd waits for the others, and cloud-init would with it.
    ...[...others].map((unit) => ['systemctl', 'try-restart', '--no-block', unit]),
    ...(names.length === 0 ? [] : [['systemctl', 'start', '--no-block', ...names]]),
  ];
}

/** What write_files cannot make. */
function making(artifact: Artifact): string[][] {
  const at = `/${artifact.path}`;
  if (artifact.type === 'directory') return [['install', '-d', '-m', octalMode(artifact.mode), '--', at]];
  return artifact.type === 'symlink' ? [['ln', '-sfnT', '--', artifact.target, at]] : [];
}

function owning({ path, owner, group }: Artifact): string[] {
  return ['chown', '-h', '--', `${owner}:${group}`, `/${path}`];
}
