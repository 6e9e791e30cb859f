import type { Output } from './output.ts';
import { tarOutput } from './tar.ts';

/** The compressed bytes are promised only for one version of zstd. */
export const tarZstOutput: Output = {
  name: 'tar.zst',
  endings: ['.tar.zst'],
  through: 'zstd',
  encode: tarOutput.encode,
};
