/** A Quadlet file with its drop-ins, as podman reads them. */
import { parseQuadlet, type QuadletDocument } from '../../codec/quadlet/index.ts';
import { type Assignment, encodeBytes } from '../../codec/unit/index.ts';
import { compareBytes } from '../../core/order.ts';
import { quadletSection } from '../classify.ts';
import type { InspectedFile } from '../inspected.ts';

export interface QuadletFile {
  readonly file: InspectedFile;
  readonly document: QuadletDocument;
}

export interface QuadletUnit {
  /** Of the file: `web.container`. */
  readonly name: string;
  readonly type: string;
  /** Of its type: `Container`. */
  readonly section: string;
  /** The file itself first. */
  readonly files: readonly [QuadletFile, ...QuadletFile[]];
}

export interface PlacedAssignment extends Assignment {
  readonly path: string;
}

const read = new WeakMap<InspectedFile, QuadletDocument>();

export function quadletFile(file: InspectedFile): QuadletFile {
  const document = read.get(file) ?? parseQuadlet(encodeBytes(file.text));
  read.set(file, document);
  return { file, document };
}

/** Drop-ins from `container.d` to `web.container.d`, by name; of one name the most specific. */
export function quadletUnits(files: readonly InspectedFile[]): QuadletUnit[] {
  const byOwner = new Map<string, InspectedFile[]>();
  for (const file of files) {
    if (file.is.kind !== 'quadlet-drop-in') continue;
    const known = byOwner.get(file.is.unit) ?? [];
    byOwner.set(file.is.unit, known);
    known.push(file);
  }
  return files
    .filter(({ is }) => is.kind === 'quadlet')
    .map((file) => {
      const { unit: name, type } = file.is;
      const dropIns = new Map<string, InspectedFile>();
      for (const one of ownersOf(name, type).flatMap((owner) => byOwner.get(owner) ?? [])) {
        const base = one.path.slice(one.path.lastIndexOf('/') + 1);
        if (!dropIns.has(base)) dropIns.set(base, one);
      }
      const sorted = [...dropIns].sort(([a], [b]) => compareBytes(a, b)).map(([, one]) => quadletFile(one));
      return { name, type, section: quadletSection[type] ?? '', files: [quadletFile(file), ...sorted] };
    });
}

/** `foo-bar@x.container`, `foo-bar@.container`, `foo-.container`, `container`. */
function ownersOf(name: string, type: string): string[] {
  const stem = name.slice(0, -type.length - 1);
  const [template, instance] = stem.split('@', 2);
  const owners = [name];
  if (instance !== undefined && instance !== '') owners.push(`${template}@.${type}`);
  for (let dash = stem.lastIndexOf('-'); dash > 0; dash = stem.lastIndexOf('-', dash - 1)) {
    owners.push(`${stem.slice(0, dash + 1)}.${type}`);
  }
  return [...owners, type];
}

/** What counts of a key: an empty value clears a list. */
export function quadletValues({ files, section: own }: QuadletUnit, key: string, section = own): PlacedAssignment[] {
  let values: PlacedAssignment[] = [];
  for (const { file, document } of files) {
    for (const assignment of document.assignments) {
      if (assignment.section !== section || assignment.key !== key) continue;
      if (assignment.value === '') values = [];
      else values.push({ ...assignment, path: file.path });
    }
  }
  return values;
}

/** The service that podman makes of the file: podman-systemd.unit(5). */
export function serviceOf(unit: QuadletUnit): string {
  const written = quadletValues(unit, 'ServiceName').at(-1)?.value;
  if (written !== undefined) return `${written}.service`;
  const stem = unit.name.slice(0, -unit.type.length - 1);
  const plain = unit.type === 'container' || unit.type === 'kube';
  if (plain) return `${stem}.service`;
  const at = stem.indexOf('@');
  if (at === -1) return `${stem}-${unit.type}.service`;
  return `${stem.slice(0, at)}-${unit.type}${stem.slice(at)}.service`;
}
