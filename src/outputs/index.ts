/** What the tree of a host can become as one file: a new output is a file beside this one, a name and a row here. */
import { butaneOutput } from './first-boot/butane.ts';
import { cloudInitOutput } from './first-boot/cloud-init.ts';
import { ignitionOutput } from './first-boot/ignition.ts';
import { type OutputName, outputNames } from './names.ts';
import type { Output } from './output.ts';
import { tarOutput } from './tar.ts';
import { tarGzOutput } from './tar-gz.ts';
import { tarZstOutput } from './tar-zst.ts';

const byName: Readonly<Record<OutputName, Output>> = {
  tar: tarOutput,
  'tar.gz': tarGzOutput,
  'tar.zst': tarZstOutput,
  ignition: ignitionOutput,
  butane: butaneOutput,
  'cloud-init': cloudInitOutput,
};

export const outputs: readonly Output[] = outputNames.map((name) => byName[name]);

export function findOutput(name: string): Output | undefined {
  return outputs.find((output) => output.name === name);
}

/** By the ending of a file's name. */
export function outputNamed(file: string): OutputName | undefined {
  return outputs.find(({ endings }) => endings.some((ending) => file.endsWith(ending)))?.name;
}
