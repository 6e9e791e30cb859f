import type { FileTree } from '../tree/file-tree.ts';

export interface OutputOptions {
  /** Seconds since 1970 that every time stamp gets: SOURCE_DATE_EPOCH, else 0. */
  readonly epoch: number;
}

export interface Output {
  /** What `--as` calls it; for archives also the ending of a file name. */
  readonly name: string;
  /** Asynchronous because tar-stream is. */
  readonly encode: (tree: FileTree, options: OutputOptions) => Promise<Uint8Array>;
}

export function defineOutput(output: Output): Output {
  return output;
}
