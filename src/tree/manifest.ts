/**
 * The list of a host's files, as it lies on the host (etc/unitc/manifest.json), beside a built directory
 * (OUT/<host>.manifest.json) and in golden. It says what is ours: nothing else is ever overwritten.
 */

interface Common {
  /** Relative to the host's root, as in an artifact. */
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  readonly config?: 'spec' | 'admin';
}

export type ManifestFile = Common & {
  readonly type: 'file';
  /** Four octal digits: `0644`. */
  readonly mode: string;
  /** Of the content, lower-case hexadecimal. */
  readonly sha256: string;
  /** Of the content, in bytes. */
  readonly size: number;
};
export type ManifestDirectory = Common & { readonly type: 'directory'; readonly mode: string };
export type ManifestSymlink = Common & { readonly type: 'symlink'; readonly target: string };

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
}
