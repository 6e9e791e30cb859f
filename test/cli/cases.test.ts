/**
 * Each directory of cases/ is a run: `args` has a word a line, `stdin` and `files/` are what it finds,
 * `stdout`, `stderr` and `exit` what it must give. `vitest -u` rewrites these three: read the difference.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unitc } from './run-case.ts';

const root = path.join(import.meta.dirname, 'cases');
const cases = readdirSync(root).sort();

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'cli-'));
});
afterEach(() => rmSync(temporary, { recursive: true }));

test.each(cases)('%s', async (name) => {
  const at = (file: string) => path.join(root, name, file);
  const allowed = ['args', 'exit', 'files', 'stderr', 'stdin', 'stdout'];
  expect(readdirSync(path.join(root, name)).filter((file) => !allowed.includes(file))).toEqual([]);
  if (existsSync(at('files'))) cpSync(at('files'), temporary, { recursive: true, verbatimSymlinks: true });
  const before = readdirSync(temporary, { recursive: true }).sort();
  const words = readFileSync(at('args'), 'utf8').split('\n').slice(0, -1);
  const stdin = existsSync(at('stdin')) ? readFileSync(at('stdin')) : '';
  const ran = await unitc(['-C', temporary, ...words], { stdin });
  await expect(ran.stdout).toMatchFileSnapshot(at('stdout'));
  await expect(ran.stderr).toMatchFileSnapshot(at('stderr'));
  await expect(`${ran.exit}\n`).toMatchFileSnapshot(at('exit'));
  // No case of this corpus writes anything: those that do are in build.test.ts.
  expect(readdirSync(temporary, { recursive: true }).sort()).toEqual(before);
});
