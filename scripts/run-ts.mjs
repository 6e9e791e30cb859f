// Runs a TypeScript file of this project: Node 20 cannot strip types itself, so the whole tree is
// emitted into a folder of this process below .cache/build, and the file is imported from there.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.dirname(import.meta.dirname);
const [, , file, ...rest] = process.argv;
if (file === undefined) throw new Error('usage: node scripts/run-ts.mjs FILE.ts [ARG…]');
const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const builds = path.join(root, '.cache', 'build');
const out = path.join(builds, String(process.pid));
mkdirSync(builds, { recursive: true });
// Two may run side by side, so each has its own; those that were killed have left theirs.
for (const name of readdirSync(builds)) {
  if (name === String(process.pid) || !existsSync(`/proc/${name}`))
    rmSync(path.join(builds, name), { recursive: true, force: true });
}
process.on('exit', () => rmSync(out, { recursive: true, force: true }));
execFileSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.json'), '--noEmit', 'false', '--outDir', out], {
  stdio: 'inherit',
});
process.argv.splice(1, process.argv.length - 1, path.resolve(file), ...rest);
await import(pathToFileURL(path.join(out, file.replace(/\.ts$/, '.js'))).href);
