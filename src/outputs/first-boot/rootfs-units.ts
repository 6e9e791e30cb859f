/**
 * Who unpacks an archive calls `fetch-rootfs NAME` for each system container. Where a host starts without anybody, a
 * unit does so, before the container's own, until there is a root file system: each new try of the container pulls it
 * in. It has no `Restart=`, which systemd before 244 refuses of `Type=oneshot`.
 */
import type { FileArtifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import type { Layout } from '../../tree/layout.ts';
import { imageFile } from '../system-image/image-file.ts';

/** By what describes them; bytewise. */
export function systemContainers(tree: FileTree, { descriptions }: Pick<Layout, 'descriptions'>): string[] {
  return [...tree].flatMap(({ path }) => {
    const rest = `/${path}`.startsWith(`${descriptions}/`) ? path.slice(descriptions.length) : '';
    const [, name] = /^([A-Za-z0-9_-]+)\.0\/info$/.exec(rest) ?? [];
    return name === undefined ? [] : [name];
  });
}

export function rootfsUnits(tree: FileTree, layout: Layout): FileArtifact[] {
  return systemContainers(tree, layout).map((name) =>
    imageFile(`${layout.units.slice(1)}/unitc-rootfs-${name}.service`, unit(name, layout)),
  );
}

function unit(name: string, { containers, helpers }: Layout): string {
  return `[Unit]
Description=Root file system of the system container ${name}
Wants=network-online.target
After=network-online.target
Before=${name}.service
ConditionPathExists=!${containers}/${name}.0/rootfs

[Service]
Type=oneshot
ExecStart=${helpers}/fetch-rootfs ${name}

[Install]
WantedBy=${name}.service
`;
}
