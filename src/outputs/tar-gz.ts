import { gzipSync } from 'node:zlib';
import type { Output } from './output.ts';
import { tarOutput } from './tar.ts';

/** Position of the operating system in the header and its value for "unknown" (RFC 1952, 2.3). */
const systemByte = 9;
const unknownSystem = 255;

/** zlib writes a time of 0 itself. The compressed bytes are promised only for one version of zlib. */
export const tarGzOutput: Output = {
  name: 'tar.gz',
  endings: ['.tar.gz', '.tgz'],
  encode: async (tree, options) => {
    const bytes = gzipSync(await tarOutput.encode(tree, options), { level: 9 });
    bytes[systemByte] = unknownSystem;
    return bytes;
  },
};
