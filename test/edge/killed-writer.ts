/**
 * Run as a program: `killed-writer OUT TREES.json N` builds into OUT and kills itself with SIGKILL at the
 * Nth file operation; 0 lets the run end. TREES.json has the artifacts of each host.
 */
import { readFileSync } from 'node:fs';
import { writeDirectory } from '../../src/edge/output-directory.ts';
import { dyingDisk } from './dying-disk.ts';
import { cluster } from './trees.ts';

const [out, trees, at] = process.argv.slice(-3);
if (out === undefined || trees === undefined || at === undefined) throw new Error('usage: OUT TREES.json N');
const hosts: Parameters<typeof cluster>[0] = JSON.parse(readFileSync(trees, 'utf8'));
const { disk, asked } = dyingDisk(Number(at), () => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
});
writeDirectory({ out, trees: cluster(hosts), complete: true }, disk);
process.stdout.write(String(asked()));
