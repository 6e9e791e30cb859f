/** A host's tree in the layout of packages → what `podman build` takes: an image of the system for bootc. */
import type { FileTree } from '../../tree/file-tree.ts';
import { wholeTree } from '../whole-tree.ts';
import { enabledUnits } from './enabled.ts';
import { imageFile } from './image-file.ts';
import { preset } from './preset.ts';
import { withRootfsUnits } from './with-rootfs-units.ts';

export interface BuildContext {
  /** `unitc-lab`: of the preset. */
  readonly name: string;
  /** Of the image that is built on: checked by the grammar of references, since it stands in the Containerfile as it is. */
  readonly base: string;
  /** Under which name it may be pushed. */
  readonly tag: string;
  readonly header: string;
}

export function buildContext(host: FileTree, { name, base, tag, header }: BuildContext): FileTree {
  const tree = withRootfsUnits(host);
  const units = enabledUnits(tree).map(({ unit }) => unit);
  const presets = units.length === 0 ? [] : [preset(name, units, header)];
  const roots = new Set([...tree, ...presets].map(({ path }) => path.slice(0, path.indexOf('/'))));
  const lines = [
    `# ${header}`,
    '#',
    `#   podman build --tag ${tag} .`,
    '',
    `FROM ${base}`,
    ...[...roots].sort().map((root) => `COPY ${root} /${root}`),
    // Without a shell. Links in /etc reach hosts that an older image installed, too: these are not preset again.
    ...(units.length === 0 ? [] : [`RUN ${JSON.stringify(['systemctl', 'preset', ...units])}`]),
    'RUN bootc container lint',
  ];
  const file = imageFile('Containerfile', lines.map((line) => `${line}\n`).join(''));
  return wholeTree([...tree, ...presets, file]);
}
