/** What `systemctl enable` would do for the units of a tree. */
import { parseUnit } from '../../codec/unit/index.ts';
import type { SymlinkArtifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { packageLayout } from '../../tree/layout.ts';
import { type UnitFile, unitFile } from '../../tree/unit-files.ts';

/** Bytewise. */
export function enabledUnits(tree: FileTree): UnitFile[] {
  return [...tree].flatMap((artifact) => unitFile(artifact, packageLayout) ?? []).filter(({ installs }) => installs);
}

/** systemd.unit(5), "[Install] section options". */
const directories: Readonly<Record<string, string>> = {
  WantedBy: 'wants',
  RequiredBy: 'requires',
  UpheldBy: 'upholds',
};

/** The links beside the units, for images in which nothing can be enabled later. */
export function enablementLinks(tree: FileTree): SymlinkArtifact[] {
  const links = new Map<string, SymlinkArtifact>();
  for (const { unit, file } of enabledUnits(tree)) {
    for (const { section, key, value } of parseUnit(new TextEncoder().encode(file.content)).assignments) {
      if (section !== 'Install') continue;
      for (const name of value.split(/\s+/).filter(isName)) {
        const kind = directories[key];
        const path = kind === undefined ? name : `${name}.${kind}/${unit}`;
        if (kind === undefined && key !== 'Alias') continue;
        const target = kind === undefined ? unit : `../${unit}`;
        links.set(path, link(`${packageLayout.units.slice(1)}/${path}`, target));
      }
    }
  }
  return [...links.values()];
}

/** Of a unit, without specifiers: what those mean only the host knows. */
function isName(word: string): boolean {
  return /^[A-Za-z0-9:_.\\@-]+\.[a-z]+$/.test(word);
}

function link(path: string, target: string): SymlinkArtifact {
  const origin = { component: 'host', lines: [] };
  return { type: 'symlink', path, target, mode: 0o777, owner: 'root', group: 'root', origin };
}
