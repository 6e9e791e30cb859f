/** What a file is, by its path and, where that does not say it, by its text. */
import { fileOwner, quadletFileName } from '../codec/quadlet/index.ts';

export type FileKind =
  /** `unit` is the unit's name, in a drop-in too; of a drop-in for all units of a type it is the type. */
  | { readonly kind: 'unit' | 'drop-in'; readonly unit: string; readonly type: string }
  /** `unit` is the file's name: `web.container`. */
  | { readonly kind: 'quadlet' | 'quadlet-drop-in'; readonly unit: string; readonly type: string };

const unitTypes = 'service|socket|target|device|mount|automount|swap|timer|path|slice|scope';
const unitName = new RegExp(`^.*\\.(${unitTypes})$`, 's');

/** By the path alone; undefined for what systemd and podman do not read as a unit. */
export function kindOf(path: string): FileKind | undefined {
  const { name, dotted, isDropIn } = fileOwner(path);
  const [, type] = unitName.exec(dotted) ?? [];
  if (type !== undefined && (isDropIn || name !== `.${type}`)) {
    return { kind: isDropIn ? 'drop-in' : 'unit', unit: name, type };
  }
  const quadlet = quadletFileName(path);
  return quadlet && { kind: quadlet.isDropIn ? 'quadlet-drop-in' : 'quadlet', unit: quadlet.unit, type: quadlet.type };
}

/** The section that a Quadlet file of each type has to have: podman-systemd.unit(5). */
export const quadletSection: Readonly<Record<string, string>> = {
  container: 'Container',
  volume: 'Volume',
  network: 'Network',
  pod: 'Pod',
  image: 'Image',
  build: 'Build',
  kube: 'Kube',
  artifact: 'Artifact',
};

/**
 * Whether a file that was found, and not named, is what its name says: D-Bus, Avahi and firewalld have files
 * that end in `.service` too, systemd-networkd and netplan some that end in `.network`, Perl some in `.pod`.
 */
export function looksTheKind({ kind, type }: FileKind, text: string): boolean {
  const start = text.slice(0, 65_536);
  if (/^\s*</.test(start) || /^\s*\[D-BUS Service\]/m.test(start)) return false;
  if (kind === 'unit' || kind === 'drop-in') return true;
  if (type === 'network' && /^\[(?:Match|Address|Route|Link|DHCP\w*|IPv6\w*)\]/m.test(start)) return false;
  return (
    kind === 'quadlet-drop-in' || new RegExp(`^\\[(?:${quadletSection[type]}|Unit|Service|Install)\\]`, 'm').test(start)
  );
}
