import type { Signer } from '../../edge/signed.ts';
import { extensionKinds, type OutputName } from '../../outputs/names.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import type { Layout, LayoutName } from '../../tree/layout.ts';
import type { Session } from '../session.ts';

export const rpmKinds = ['rpm', 'srpm', 'rpm-spec'] as const;
export type RpmKind = (typeof rpmKinds)[number];

/** Directories for images of the system. */
export const imageKinds = [...extensionKinds, 'containerfile'] as const;
export type ImageKind = (typeof imageKinds)[number];

/** What can be made. */
export type Kind = 'dir' | OutputName | ImageKind | RpmKind;

export interface BuildOptions {
  readonly output?: string;
  readonly layout?: LayoutName;
  readonly as?: Kind;
  /** For a Containerfile: what it is FROM. */
  readonly base?: string;
  readonly rpmMacros?: string;
  readonly sums?: boolean;
  /** Of the sums, which are written then. */
  readonly sign?: Signer;
  readonly host?: readonly string[];
  readonly check?: boolean;
}

/** A spec that compiled, and what shall become of it. */
export interface Job {
  readonly spec: string;
  readonly layout: Layout;
  readonly options: BuildOptions;
  /** Of the hosts that were asked for. */
  readonly trees: ReadonlyMap<string, FileTree>;
  /** Whether these are all hosts of the spec. */
  readonly complete: boolean;
  readonly session: Session;
}
