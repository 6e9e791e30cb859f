/** What a tree can become: a new output is a file beside this one and a row here. */
import type { Output } from './output.ts';
import { tarOutput } from './tar.ts';
import { tarGzOutput } from './tar-gz.ts';

export const outputs: readonly Output[] = [tarOutput, tarGzOutput];

export function findOutput(name: string): Output | undefined {
  return outputs.find((output) => output.name === name);
}
