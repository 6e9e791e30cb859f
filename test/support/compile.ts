/** Compiles texts in tests with the real bundle; nothing touches the disk but the bundle's own files. */
import { type CompileResult, compile } from '../../src/compile.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import type { FileArtifact } from '../../src/tree/artifact.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';

const bundle = loadBundle();

export function compileText(text: string, files: Readonly<Record<string, string>> = {}): CompileResult {
  const all: Readonly<Record<string, string>> = { ...files, 'cluster.yaml': text };
  const read = (file: string) => (Object.hasOwn(all, file) ? all[file] : undefined);
  return compile({ entry: 'cluster.yaml', read }, { bundle, version: '0.0.0' });
}

/** The tree of a host; fails with the diagnostics when there is none. */
export function treeOf(text: string, host = 'master-1'): FileTree {
  const { trees, diagnostics } = compileText(text);
  const tree = trees.get(host);
  if (tree === undefined) throw new Error(`no tree: ${JSON.stringify(diagnostics, undefined, 2)}`);
  return tree;
}

export function fileOf(tree: FileTree, path: string): FileArtifact {
  const artifact = tree.get(path);
  if (artifact?.type !== 'file') throw new Error(`${path} is not a file of the tree`);
  return artifact;
}

/** One line a diagnostic: `UC112 components.etcd-events.ports.client`-like places as `line:column`. */
export function codesOf({ diagnostics }: CompileResult): string[] {
  return diagnostics.map(({ code }) => code);
}
