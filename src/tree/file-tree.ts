/** The files of one host: sorted bytewise by path, each path once, immutable. */
import { compareBytes } from '../core/order.ts';
import type { Artifact } from './artifact.ts';

export interface Collision {
  readonly path: string;
  readonly first: Artifact;
  readonly second: Artifact;
}

export class FileTree implements Iterable<Artifact> {
  readonly artifacts: readonly Artifact[];
  readonly #byPath: ReadonlyMap<string, Artifact>;

  private constructor(artifacts: readonly Artifact[]) {
    this.artifacts = artifacts;
    this.#byPath = new Map(artifacts.map((artifact) => [artifact.path, artifact]));
  }

  /**
   * Sorts and checks. Two artifacts with one path, or a file where another artifact needs a directory,
   * are collisions; equal artifacts asked for twice (a helper that two units use) are one.
   */
  static build(artifacts: Iterable<Artifact>): { tree: FileTree; collisions: Collision[] } {
    const byPath = new Map<string, Artifact>();
    const collisions: Collision[] = [];
    for (const artifact of artifacts) {
      const other = byPath.get(artifact.path);
      if (other === undefined) byPath.set(artifact.path, artifact);
      else if (!sameArtifact(other, artifact)) {
        collisions.push({ path: artifact.path, first: other, second: artifact });
      }
    }
    for (const artifact of byPath.values()) {
      for (let at = artifact.path.lastIndexOf('/'); at > 0; at = artifact.path.lastIndexOf('/', at - 1)) {
        const parent = byPath.get(artifact.path.slice(0, at));
        if (parent !== undefined && parent.type !== 'directory') {
          collisions.push({ path: parent.path, first: parent, second: artifact });
        }
      }
    }
    const sorted = [...byPath.values()].sort((a, b) => compareBytes(a.path, b.path));
    return { tree: new FileTree(sorted), collisions };
  }

  get(path: string): Artifact | undefined {
    return this.#byPath.get(path);
  }

  [Symbol.iterator](): Iterator<Artifact> {
    return this.artifacts[Symbol.iterator]();
  }
}

/** Whether two are the same on a host, whoever asked for them. */
export function sameArtifact(a: Artifact, b: Artifact): boolean {
  if (a.type !== b.type || a.mode !== b.mode || a.owner !== b.owner || a.group !== b.group) return false;
  if (a.type === 'file' && b.type === 'file') return a.content === b.content;
  if (a.type === 'symlink' && b.type === 'symlink') return a.target === b.target;
  return true;
}
