import type { FileTree } from '../../tree/file-tree.ts';
import type { Session } from '../session.ts';

export interface BuildOptions {
  readonly output?: string;
  readonly as?: 'dir' | 'tar' | 'tar.gz';
  readonly host?: readonly string[];
  readonly check?: boolean;
}

/** A spec that compiled, and what shall become of it. */
export interface Job {
  readonly spec: string;
  readonly options: BuildOptions;
  /** Of the hosts that were asked for. */
  readonly trees: ReadonlyMap<string, FileTree>;
  /** Whether these are all hosts of the spec. */
  readonly complete: boolean;
  readonly session: Session;
}
