/** A binary package: what it holds, what it has to do with others, and the units that its scriptlets name. */
import { compareBytes } from '../core/order.ts';
import { preset } from '../outputs/system-image/preset.ts';
import type { Artifact } from '../tree/artifact.ts';
import type { Layout } from '../tree/layout.ts';
import { unitFile } from '../tree/unit-files.ts';

/** What takes the place of a package of the distribution: of `units`, one is enough. */
export interface Replacement {
  readonly units: readonly string[];
  readonly name: string;
  readonly version: string;
}

export interface BinaryPackage {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly requires: readonly string[];
  readonly provides: readonly string[];
  readonly conflicts: readonly string[];
  readonly files: readonly Artifact[];
  /** Units with an [Install] section: a preset enables them. */
  readonly enabled: readonly string[];
  /** Units that a newer package starts anew where they run. */
  readonly restarted: readonly string[];
}

export interface PackageRequest {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly files: readonly Artifact[];
  readonly requires?: readonly string[];
  readonly provides?: readonly string[];
  readonly conflicts?: readonly string[];
}

export interface PackageContext {
  readonly layout: Layout;
  readonly replacements: readonly Replacement[];
  /** Units of ours that have a file from their start, by its path: docker.service is not for us to start anew. */
  readonly restarts: ReadonlyMap<string, readonly string[]>;
  /** Units of system containers: another image is for `slot` to bring, and their start by the old one would be wrong. */
  readonly containers: ReadonlySet<string>;
  readonly header: string;
}

export function binaryPackage(request: PackageRequest, context: PackageContext): BinaryPackage {
  const { name, files } = request;
  const units = files.flatMap((file) => unitFile(file, context.layout) ?? []);
  const enabled = units.filter(({ installs }) => installs).map(({ unit }) => unit);
  const replaced = context.replacements.filter((one) => units.some(({ unit }) => one.units.includes(unit)));
  const restarted = files.flatMap(({ path }) => context.restarts.get(path) ?? []);
  return {
    name,
    summary: request.summary,
    description: request.description,
    requires: request.requires ?? [],
    provides: [...(request.provides ?? []), ...replaced.map((one) => `${one.name} = ${one.version}`)],
    conflicts: [...(request.conflicts ?? []), ...replaced.map((one) => one.name)],
    files: enabled.length === 0 ? files : sorted([...files, preset(name, enabled, context.header)]),
    enabled,
    restarted: [...new Set(restarted)].filter((unit) => !context.containers.has(unit)).sort(compareBytes),
  };
}

export function sorted(files: readonly Artifact[]): Artifact[] {
  return [...files].sort((a, b) => compareBytes(a.path, b.path));
}

/** Directories that hold nothing but ours, or that only a package of ours needs; parents first. */
export function directoriesOf(files: readonly Artifact[]): string[] {
  const found = new Set<string>();
  for (const { path } of files) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) found.add(`/${path.slice(0, at)}`);
  }
  return [...found].filter((path) => own.test(path)).sort(compareBytes);
}

/** Of the system's are /etc/sysconfig, /usr/bin, …; drop-in directories are shared among packages. */
const own =
  /^(\/usr\/libexec\/unitc|\/usr\/lib\/unitc|\/usr\/lib\/systemd\/system\/[^/]+\.d$|\/etc\/(?!sysconfig$|yum\.repos\.d$|systemd)[^/]+)/;
