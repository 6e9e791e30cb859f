import { findOutput } from '../outputs/index.ts';
import type { FileTree } from '../tree/file-tree.ts';
import { sourceDateEpoch } from './epoch.ts';
import type { World } from './world.ts';
import { zstdCompress } from './zstd.ts';

/** The bytes of an output; `name` is one of `outputNames`. */
export async function encoded(name: string, tree: FileTree, { env }: Pick<World, 'env'>): Promise<Uint8Array> {
  const output = findOutput(name);
  if (output === undefined) throw new Error(`no output ${name}`);
  const bytes = await output.encode(tree, { epoch: sourceDateEpoch(env) });
  return output.through === 'zstd' ? zstdCompress(bytes) : bytes;
}
