/** One of the two states that a review compares: the files of each host, and what is known about them. */
import type { SpecPath } from '../core/spec-path.ts';
import type { Snapshot } from '../diff/entry.ts';
import type { FileKind, Origin } from '../tree/artifact.ts';
import type { Layout } from '../tree/layout.ts';
import type { Manifest } from '../tree/manifest.ts';
import type { SideName } from './model.ts';

export interface Side {
  readonly name: SideName;
  readonly hosts: ReadonlyMap<string, SideHost>;
  /** Of a spec. */
  readonly spec?: SpecText;
}

/** A spec as those ask it who know a path in it. */
export interface SpecText {
  /** Undefined where nothing is written. */
  value(path: SpecPath): unknown;
  /** Of the value, or of the nearest that is written above it. */
  place(path: SpecPath): SpecPlace;
}

export interface SpecPlace {
  readonly path: string;
  readonly file: string;
  readonly line?: number;
  /** The whole line, without blanks around it. */
  readonly text?: string;
}

export interface SideHost {
  /** Without manifests. */
  readonly snapshot: Snapshot;
  readonly layout: Layout;
  /** Where the source has one. */
  readonly manifest?: Manifest;
  /** By path: of a spec. */
  readonly origins?: ReadonlyMap<string, Origin>;
  /** By path: of a spec. What is not listed is known by its path. */
  readonly kinds?: ReadonlyMap<string, FileKind>;
}
