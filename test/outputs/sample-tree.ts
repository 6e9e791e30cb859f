/** Hand-made trees for tests of what comes after the targets. */
import type { Artifact } from '../../src/tree/artifact.ts';
import { FileTree } from '../../src/tree/file-tree.ts';

type Details = Partial<Pick<Artifact, 'mode' | 'owner' | 'group' | 'config'>>;

const common = { owner: 'root', group: 'root', origin: { component: 'etcd', lines: [] } };

export function file(path: string, content: string, details: Details = {}): Artifact {
  return { ...common, path, type: 'file', kind: 'text', mode: 0o644, content, ...details };
}

export function directory(path: string, details: Details = {}): Artifact {
  return { ...common, path, type: 'directory', mode: 0o755, ...details };
}

export function symlink(path: string, target: string): Artifact {
  return { ...common, path, type: 'symlink', mode: 0o777, target };
}

export function tree(...artifacts: Artifact[]): FileTree {
  const { tree: built, collisions } = FileTree.build(artifacts);
  if (collisions.length > 0) throw new Error(`collisions: ${JSON.stringify(collisions)}`);
  return built;
}
