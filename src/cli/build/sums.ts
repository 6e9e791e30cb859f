import path from 'node:path';
import { compareBytes } from '../../core/order.ts';
import { sha256 } from '../../core/sha256.ts';
import { signature, signatureEnding } from '../../edge/signed.ts';
import type { Job } from './job.ts';

/** The products with their sums, and the signatures of these, as the options ask for them. */
export function withSums({ options }: Job, products: readonly Product[]): Product[] {
  const { sign } = options;
  if (options.sums !== true && sign === undefined) return [...products];
  const made = sums(products);
  const signatures =
    sign === undefined
      ? []
      : made.map(({ file, bytes }) => ({
          file: `${file}${signatureEnding[sign.program]}`,
          bytes: signature(path.basename(file), bytes, sign),
        }));
  return [...products, ...made, ...signatures];
}

export interface Product {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What `sha256sum -c` reads, beside the products: one file for each directory that has some. */
function sums(products: readonly Product[]): Product[] {
  const directories = new Map<string, string[]>();
  for (const { file, bytes } of products) {
    const lines = directories.get(path.dirname(file)) ?? [];
    directories.set(path.dirname(file), [...lines, `${sha256(bytes)}  ${path.basename(file)}\n`]);
  }
  return [...directories].map(([directory, lines]) => ({
    file: path.join(directory, 'SHA256SUMS'),
    bytes: new TextEncoder().encode(lines.sort((a, b) => compareBytes(a.slice(64), b.slice(64))).join('')),
  }));
}
