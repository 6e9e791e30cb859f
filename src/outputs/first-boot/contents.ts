/** A host's tree as programs of a first boot are told it: its units apart from its files. */
import { compareBytes } from '../../core/order.ts';
import type { Artifact, FileArtifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { hostLayout } from '../../tree/layout.ts';
import { dropIn, unitFile } from '../../tree/unit-files.ts';
import { rootfsUnits } from './rootfs-units.ts';

export interface FirstBootUnit {
  readonly name: string;
  /** With an [Install] section. On a first boot nothing else starts a unit: links of `systemctl enable` do not last. */
  readonly enabled: boolean;
  /** Missing where the unit is one of the host's own, or is among `rest`. */
  readonly contents?: string;
  readonly dropIns: readonly { readonly name: string; readonly contents: string }[];
}

export interface FirstBootContents {
  /** Bytewise by name. */
  readonly units: readonly FirstBootUnit[];
  /** Whatever is no unit: bytewise by path. */
  readonly rest: readonly Artifact[];
}

/** Of the layout `host`. */
export function firstBootContents(tree: FileTree): FirstBootContents {
  const units = new Map<string, FirstBootUnit>();
  const rest: Artifact[] = [];
  const add = (name: string, more: Partial<FirstBootUnit>) => {
    const known = units.get(name) ?? { name, enabled: false, dropIns: [] };
    units.set(name, { ...known, ...more, dropIns: [...known.dropIns, ...(more.dropIns ?? [])] });
  };
  for (const artifact of [...tree, ...rootfsUnits(tree, hostLayout)]) {
    const unit = unitFile(artifact, hostLayout);
    const dropped = dropIn(artifact, hostLayout);
    if (unit !== undefined && isUnitName(unit.unit)) {
      if (isReadAsUnit(unit.file)) add(unit.unit, { enabled: unit.installs, contents: unit.file.content });
      else {
        rest.push(artifact);
        if (unit.installs) add(unit.unit, { enabled: true });
      }
    } else if (dropped !== undefined && isUnitName(dropped.unit) && isReadAsUnit(dropped.file)) {
      add(dropped.unit, { dropIns: [{ name: dropped.name, contents: dropped.file.content }] });
    } else rest.push(artifact);
  }
  return { units: [...units.values()].sort((a, b) => compareBytes(a.name, b.name)), rest };
}

/** The kinds of units that Ignition knows: others are files to it. */
function isUnitName(name: string): boolean {
  return /\.(service|device|mount|automount|swap|target|path|timer|snapshot|slice|scope|socket)$/.test(name);
}

/** Of a line; go-systemd, which checks units for Ignition, refuses a longer one: "line too long (max 2048 bytes)". */
const longestLine = 2048;

/** Ignition makes units root's and 0644, and looks into their texts; what it would refuse is a file. */
function isReadAsUnit({ mode, owner, group, content }: FileArtifact): boolean {
  if ((mode & 0o7777) !== 0o644 || owner !== 'root' || group !== 'root') return false;
  return content.split('\n').every((line) => new TextEncoder().encode(line).length < longestLine);
}
