import type { FileTree } from '../tree/file-tree.ts';
import type { LayoutName } from '../tree/layout.ts';
import type { OutputName } from './names.ts';

export interface OutputOptions {
  /** Seconds since 1970 that every time stamp gets: SOURCE_DATE_EPOCH, else 0. */
  readonly epoch: number;
}

/** One file for each host. */
export interface Output {
  /** What `--as` calls it. */
  readonly name: OutputName;
  /** Of a file name that asks for it without `--as`. */
  readonly endings: readonly string[];
  /** The one that makes sense; for archives each does. */
  readonly layout?: LayoutName;
  /** Whether a terminal may show it. */
  readonly text?: true;
  /** A program that makes of the encoded bytes what the file has: the edge runs it. */
  readonly through?: 'zstd';
  /** Asynchronous because tar-stream is. */
  readonly encode: (tree: FileTree, options: OutputOptions) => Promise<Uint8Array>;
}
