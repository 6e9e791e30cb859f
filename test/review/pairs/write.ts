/** `node scripts/run-ts.mjs test/review/pairs/write.ts DIR`: of each pair both trees as archives, and what a review predicts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tarOutput } from '../../../src/outputs/tar.ts';
import { pairs } from './index.ts';
import { afterOf, type Files } from './pair.ts';
import { predicted, printPredictions, treeOf } from './predicted.ts';

const [, , directory] = process.argv;
if (directory === undefined) throw new Error('usage: write.ts DIR');
mkdirSync(directory, { recursive: true });
const write = async (name: string, files: Files): Promise<void> =>
  writeFileSync(path.join(directory, `${name}.tar`), await tarOutput.encode(treeOf(files), { epoch: 0 }));
for (const pair of pairs) {
  await write(`${pair.id}.before`, pair.base);
  await write(`${pair.id}.after`, afterOf(pair));
}
writeFileSync(
  path.join(directory, 'predicted.txt'),
  printPredictions(pairs, (pair) => predicted(pair)),
);
