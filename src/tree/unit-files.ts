/** Which files of a tree are units, and what a boot is to start of them. */
import type { Artifact, FileArtifact } from './artifact.ts';
import type { Layout } from './layout.ts';

export interface UnitFile {
  /** `etcd.service`. */
  readonly unit: string;
  readonly file: FileArtifact;
  /** Whether it has an [Install] section that says something: `systemctl enable` would do something. */
  readonly installs: boolean;
}

/** Undefined for drop-ins, for templates, which nobody enables without an instance, and for all that is no unit. */
export function unitFile(artifact: Artifact, { units }: Pick<Layout, 'units'>): UnitFile | undefined {
  if (artifact.type !== 'file' || !`/${artifact.path}`.startsWith(`${units}/`)) return undefined;
  const unit = artifact.path.slice(units.length);
  if (unit.includes('/') || unit.includes('@')) return undefined;
  return { unit, file: artifact, installs: /^\[Install\]\n(?:[#;].*\n|\n)*[A-Z]/m.test(artifact.content) };
}

export interface DropIn {
  /** `docker.service`. */
  readonly unit: string;
  /** `50-flannel.conf`. */
  readonly name: string;
  readonly file: FileArtifact;
}

export function dropIn(artifact: Artifact, { units }: Pick<Layout, 'units'>): DropIn | undefined {
  if (artifact.type !== 'file' || !`/${artifact.path}`.startsWith(`${units}/`)) return undefined;
  const [, unit, name] = /^([^/]+)\.d\/([^/]+\.conf)$/.exec(artifact.path.slice(units.length)) ?? [];
  return unit === undefined || name === undefined ? undefined : { unit, name, file: artifact };
}
