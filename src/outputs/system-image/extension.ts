/**
 * A host's tree in the layout of packages → system extension (/usr) and configuration extension (/etc):
 * systemd-sysext(8), os-release(5) "Extension release".
 */
import type { FileTree } from '../../tree/file-tree.ts';
import type { ExtensionKind } from '../names.ts';
import { wholeTree } from '../whole-tree.ts';
import { enablementLinks } from './enabled.ts';
import { imageFile } from './image-file.ts';
import { withRootfsUnits } from './with-rootfs-units.ts';

interface Extension {
  readonly root: string;
  readonly release: string;
  /** The first release of systemd that takes it, with `ID=_any`. */
  readonly systemd: string;
}

export const extensions: Readonly<Record<ExtensionKind, Extension>> = {
  sysext: { root: 'usr', release: 'usr/lib/extension-release.d', systemd: '252' },
  confext: { root: 'etc', release: 'etc/extension-release.d', systemd: '254' },
};

/** `name` is that of the image, by which systemd looks for its release file. */
export function extensionTree(
  host: FileTree,
  { kind, name, header }: { readonly kind: ExtensionKind; readonly name: string; readonly header: string },
): FileTree {
  const { root, release } = extensions[kind];
  const tree = withRootfsUnits(host);
  return wholeTree([
    ...[...tree].filter(({ path }) => path.startsWith(`${root}/`)),
    ...(kind === 'sysext' ? enablementLinks(tree) : []),
    imageFile(`${release}/extension-release.${name}`, releaseText(header)),
  ]);
}

/**
 * Scripts, units and configuration go with any system, and must not be dropped when it is updated, as they would be
 * with a VERSION_ID. From 254 on systemd reads units anew after merging.
 */
function releaseText(header: string): string {
  return `# ${header}\nID=_any\nEXTENSION_RELOAD_MANAGER=1\n`;
}
