/**
 * The list of a host's files, as it lies on the host (etc/unitc/manifest.json), beside a built directory
 * (OUT/<host>.manifest.json) and in golden. It says what is ours: nothing else is ever overwritten.
 */

/** Looked at before anything is written on a host. */
export type ManifestNeed =
  /** Oldest release. */
  | { readonly need: 'systemd' | 'docker' | 'runc'; readonly version: string }
  /** Absolute path. */
  | { readonly need: 'program'; readonly path: string }
  /** Of whoever installs the host: certificates, keys, kubeconfigs. */
  | { readonly need: 'file'; readonly path: string }
  /** Of TCP, free unless `unit` listens there. */
  | { readonly need: 'port'; readonly port: number; readonly unit: string };

interface Common {
  /** Relative to the host's root, as in an artifact. */
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  readonly config?: 'spec' | 'admin';
}

/** What it means for what runs that a file has changed, or that a link leads elsewhere. */
export interface FileEffect {
  /** Units that have it from their start, bytewise: its own unit, or those whose programs read it. */
  readonly restarts?: readonly string[];
  /**
   * Of a unit file: what counts of it at the unit's start. Where two versions have the same, the restart of a unit
   * that runs would bring nothing that `systemctl daemon-reload` does not.
   */
  readonly start?: string;
}

export type ManifestFile = Common &
  FileEffect & {
    readonly type: 'file';
    /** Four octal digits: `0644`. */
    readonly mode: string;
    /** Of the content, lower-case hexadecimal. */
    readonly sha256: string;
    /** Of the content, in bytes. */
    readonly size: number;
  };
export type ManifestDirectory = Common & { readonly type: 'directory'; readonly mode: string };
export type ManifestSymlink = Common &
  Pick<FileEffect, 'restarts'> & { readonly type: 'symlink'; readonly target: string };

export type ManifestEntry = ManifestFile | ManifestDirectory | ManifestSymlink;

export interface Manifest {
  readonly version: 1;
  /** Of the cluster: the spec's `name`. */
  readonly name: string;
  readonly host: string;
  /** `unitc 0.1.0`. */
  readonly generator: string;
  /** Bytewise by path; every file of the host but the manifest itself. */
  readonly files: readonly ManifestEntry[];
  /** What the host has to bring, where the tree of one host is listed. */
  readonly needs?: readonly ManifestNeed[];
}
