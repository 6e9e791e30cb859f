/** What a file is, by its path and, where that does not say it, by its text. */

export type FileKind =
  /** `unit` is the unit's name, in a drop-in too; of a drop-in for all units of a type it is the type. */
  | { readonly kind: 'unit' | 'drop-in'; readonly unit: string; readonly type: string }
  /** `unit` is the file's name: `web.container`. */
  | { readonly kind: 'quadlet' | 'quadlet-drop-in'; readonly unit: string; readonly type: string };

const unitTypes = 'service|socket|target|device|mount|automount|swap|timer|path|slice|scope';
const quadletTypes = 'container|volume|network|pod|image|build|kube|artifact';
const unitName = new RegExp(`^.*\\.(${unitTypes})$`, 's');
const quadletName = new RegExp(`^.*\\.(${quadletTypes})$`, 's');
const dropIn = /([^/]+)\.d\/[^/]*\.conf$/s;

/** By the path alone; undefined for what systemd and podman do not read as a unit. */
export function kindOf(path: string): FileKind | undefined {
  const [, owner] = dropIn.exec(path) ?? [];
  if (owner !== undefined) return kindOfName(owner, 'drop-in');
  return kindOfName(path.slice(path.lastIndexOf('/') + 1), undefined);
}

function kindOfName(name: string, part: 'drop-in' | undefined): FileKind | undefined {
  // `service.d` and `container.d` hold drop-ins for all of their type.
  const whole = part === undefined ? name : name.includes('.') ? name : `.${name}`;
  const [, type] = unitName.exec(whole) ?? [];
  if (type !== undefined && (part !== undefined || name !== `.${type}`)) {
    return { kind: part ?? 'unit', unit: name, type };
  }
  const [, quadlet] = quadletName.exec(whole) ?? [];
  if (quadlet === undefined) return undefined;
  return { kind: part === undefined ? 'quadlet' : 'quadlet-drop-in', unit: name, type: quadlet };
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
