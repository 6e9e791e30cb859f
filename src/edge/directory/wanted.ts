/** What a build wants to stand in an output directory, by path relative to it. */

import { sha256 } from '../../core/sha256.ts';
import { manifestIn } from '../../inputs/manifest-in.ts';
import type { Artifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import type { Manifest } from '../../tree/manifest.ts';
import { manifestEnding } from './paths.ts';
import type { State } from './state.ts';

export type Wanted = { readonly path: string; readonly state: State } & (
  | { readonly type: 'file'; readonly content: Uint8Array; readonly mode: number }
  | { readonly type: 'directory'; readonly mode: number }
  | { readonly type: 'symlink'; readonly target: string }
);

export interface WantedHost {
  readonly host: string;
  readonly manifest: Manifest;
  readonly files: readonly Wanted[];
}

/** `manifestPath` is where the manifest lies in the tree; it is written beside the host's directory too. */
export function wantedHost(host: string, tree: FileTree, manifestPath: string): WantedHost {
  const artifact = tree.get(manifestPath);
  const manifest = manifestIn(tree, manifestPath);
  if (artifact === undefined || manifest === undefined) throw new Error(`${host} has no manifest`);
  const files = [...tree].map((each) => wanted(`${host}/${each.path}`, each));
  return { host, manifest, files: [...files, wanted(`${host}${manifestEnding}`, artifact)] };
}

function wanted(path: string, artifact: Artifact): Wanted {
  if (artifact.type === 'symlink') {
    return { path, type: 'symlink', target: artifact.target, state: `symlink ${artifact.target}` };
  }
  const mode = artifact.mode & 0o7777;
  if (artifact.type === 'directory') return { path, type: 'directory', mode, state: 'directory' };
  const content = Buffer.from(artifact.content, 'utf8');
  return { path, type: 'file', content, mode, state: `file ${sha256(content)}` };
}
