/** What the path of a file says of the Quadlet that it belongs to: podman-systemd.unit(5). */

export interface QuadletFileName {
  /** The file's name, in a drop-in too: `web.container`; of a drop-in for all of a type that: `container`. */
  readonly unit: string;
  readonly type: string;
  readonly isDropIn: boolean;
}

/** Whose file one is, by its path alone: of systemd or of podman. */
export interface FileOwner {
  /** The file's name; of a drop-in that of the directory, without `.d`. */
  readonly name: string;
  /** The same with the dot that directories for all of a type have not: `.container`. */
  readonly dotted: string;
  readonly isDropIn: boolean;
}

const quadletName = /^.*\.(container|volume|network|pod|image|build|kube|artifact)$/s;
const dropIn = /([^/]+)\.d\/[^/]*\.conf$/s;

export function fileOwner(path: string): FileOwner {
  const [, owner] = dropIn.exec(path) ?? [];
  const name = owner ?? path.slice(path.lastIndexOf('/') + 1);
  const dotted = owner === undefined || owner.includes('.') ? name : `.${name}`;
  return { name, dotted, isDropIn: owner !== undefined };
}

/** By its name alone, wherever it lies; undefined for a file that is no Quadlet by that. */
export function quadletFileName(path: string): QuadletFileName | undefined {
  const { name, dotted, isDropIn } = fileOwner(path);
  const [, type] = quadletName.exec(dotted) ?? [];
  return type === undefined ? undefined : { unit: name, type, isDropIn };
}
