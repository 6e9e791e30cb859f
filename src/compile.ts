/** The pipeline: spec → model → workloads → artifacts → one file tree for each host. */
import type { Diagnostic } from './core/diagnostic.ts';
import type { Bundle } from './template/bundle.ts';
import type { FileTree } from './tree/file-tree.ts';
import type { Layout } from './tree/layout.ts';

export interface CompileInput {
  /** Name of the spec file as the user wrote it: `cluster.yaml`, `-`. */
  readonly entry: string;
  /** Text of a file, named relative to the entry's own base as `extends` does; undefined when it cannot be read. */
  readonly read: (file: string) => string | undefined;
}

export interface CompileOptions {
  readonly bundle: Bundle;
  /** Version of unitc, for the header comments. */
  readonly version: string;
  readonly layout?: Layout;
}

export interface CompileResult {
  /** By host name, in bytewise order; empty as soon as there is an error. */
  readonly trees: ReadonlyMap<string, FileTree>;
  /** In document order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that were read, by the file name that diagnostics use. */
  readonly sources: ReadonlyMap<string, string>;
  /** Of the spec: its `name`, for manifests. */
  readonly name?: string;
}

export function compile(_input: CompileInput, _options: CompileOptions): CompileResult {
  throw new Error('under construction');
}
