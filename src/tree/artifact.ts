/** What a target writes: plain data, paths relative to the host's root. */
import type { Provenance } from '../core/provenance.ts';

/** Why one output line is there. `template` names the template file and its 1-based line, where there is one. */
export interface LineOrigin {
  readonly template?: { readonly name: string; readonly line: number };
  readonly from: readonly Provenance[];
}

export interface Origin {
  /** The component (or `host` for what belongs to none) that asked for this artifact. */
  readonly component: string;
  /** One entry for each line of a file's content, in order; empty for directories and symlinks. */
  readonly lines: readonly LineOrigin[];
}

export type FileKind = 'unit' | 'env-file' | 'tmpfiles' | 'script' | 'json' | 'text';

interface Common {
  /** Relative to the root, no leading `/`, no `.` or `..` segments: `etc/systemd/system/etcd.service`. */
  readonly path: string;
  /** Permission bits, for example 0o644; ignored for symlinks. */
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly origin: Origin;
  /** Configuration files: `spec` is replaced on change, `admin` is a default that is copied once. */
  readonly config?: 'spec' | 'admin';
}

export type FileArtifact = Common & {
  readonly type: 'file';
  readonly kind: FileKind;
  readonly content: string;
};
export type DirectoryArtifact = Common & { readonly type: 'directory' };
export type SymlinkArtifact = Common & { readonly type: 'symlink'; readonly target: string };

export type Artifact = FileArtifact | DirectoryArtifact | SymlinkArtifact;
