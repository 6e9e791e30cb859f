/** The program as a shell runs it: exit codes, pipes, and output that depends on nothing but its input. */
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run as runWords } from '../../src/cli/run.ts';
import { packageRoot } from '../../src/edge/package-root.ts';
import type { World } from '../../src/edge/world.ts';
import { onDisk, put } from '../edge/trees.ts';
import { type Compiled, compiled } from '../support/compiled.ts';

const run = promisify(execFile);
const example = path.join(packageRoot().directory, 'examples/centos-atomic/cluster.yaml');

let built: Compiled;
let temporary: string;
let main: string;
beforeAll(() => {
  built = compiled('program');
  main = built.file('src/cli/main.ts');
  temporary = mkdtempSync(path.join(tmpdir(), 'program-'));
});
afterAll(() => {
  built.remove();
  rmSync(temporary, { recursive: true });
});

/** By a shell, so that pipes, redirections and umask are the real ones. `$unitc` is the program. */
async function shell(
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ exit: number; stdout: string; stderr: string }> {
  const options = {
    cwd: temporary,
    env: { PATH: process.env.PATH, unitc: `${process.execPath} ${main}`, example, ...env },
  };
  return run('/bin/bash', ['--norc', '-o', 'pipefail', '-c', script], options).then(
    ({ stdout, stderr }) => ({ exit: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      exit: error.code,
      stdout: error.stdout,
      stderr: error.stderr,
    }),
  );
}

test('starts with a line that makes it a command', () => {
  expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test('gives the exit codes to the shell', async () => {
  expect((await shell('$unitc check "$example"')).exit).toBe(0);
  expect((await shell('echo "host: 1" | $unitc check -')).exit).toBe(1);
  expect((await shell('$unitc check gone.yaml')).exit).toBe(2);
});

test('a reader that stops early is no error', async () => {
  const ran = await shell('$unitc explain --all --format json | head -c 100; echo $PIPESTATUS');
  expect(ran.stderr).toBe('');
  expect(ran.stdout.trimEnd().split('\n').at(-1)).toMatch(/0$/);
  expect((await shell('$unitc check gone.yaml 2>&1 >/dev/null | true; echo $PIPESTATUS')).stdout).toBe('2\n');
});

test('output that cannot be written is a failure, and is told', async () => {
  for (const command of ['explain --all', 'build "$example" --host node-1 --as tar -o -']) {
    expect(await shell(`$unitc ${command} >/dev/full`)).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/^unitc: standard output: no space is left on the device$/m),
    });
  }
  expect((await shell('$unitc check gone.yaml 2>/dev/full')).exit).toBe(2);
});

test('an input that never ends is refused', async () => {
  const ran = await shell('$unitc check - </dev/zero');
  expect(ran).toMatchObject({ exit: 2, stderr: 'unitc: standard input has more than 10000000 bytes\n' });
});

test('all of a large output arrives through a slow pipe', async () => {
  const { stdout } = await shell('$unitc explain --all --format json | (sleep 0.2; cat)');
  expect(JSON.parse(stdout)).toMatchObject({ version: 1 });
});

test('a pipe is named, a FIFO is refused and does not block', async () => {
  const ran = await shell('mkfifo fifo; timeout 10 $unitc check fifo');
  expect(ran).toMatchObject({
    exit: 2,
    stderr: /cannot read fifo: it is not a regular file\n {2}= help: pipe it in and name it `-`/,
  });
  expect((await shell('cat "$example" | $unitc check -')).exit).toBe(0);
  expect((await shell('$unitc check - < /dev/null')).exit).toBe(1);
});

test('the bytes depend on nothing but the input', async () => {
  const directory = path.join(temporary, 'plain');
  expect(
    (
      await shell(
        `$unitc build "$example" -o ${directory} && $unitc build "$example" --host node-1 -o ${directory}.tar`,
      )
    ).exit,
  ).toBe(0);
  const other = path.join(temporary, 'other place/deep');
  mkdirSync(other, { recursive: true });
  const copy = path.join(temporary, 'elsewhere');
  put(copy, 'renamed.yaml', readFileSync(example, 'utf8'));
  const env = {
    TZ: 'Pacific/Kiritimati',
    LC_ALL: 'tr_TR.UTF-8',
    LANG: 'tr_TR.UTF-8',
    HOME: '/nonexistent',
    USER: 'somebody',
  };
  const script = `umask 077; cd "${other}" && $unitc build ../../elsewhere/renamed.yaml -o out && $unitc build ../../elsewhere/renamed.yaml --host node-1 -o out.tar`;
  expect(await shell(script, env)).toMatchObject({ exit: 0 });
  expect(onDisk(path.join(other, 'out'))).toEqual(onDisk(directory));
  expect(readFileSync(path.join(other, 'out.tar'))).toEqual(readFileSync(`${directory}.tar`));
});

test('help needs none of what compiles', async () => {
  const loader = `data:text/javascript,${encodeURIComponent('import { register } from "node:module"; register("data:text/javascript," + encodeURIComponent("export async function load(url, context, next) { if (/node_modules.(zod|yaml|mustache|tar-stream)/.test(url)) throw new Error(url); return next(url, context); }"));')}`;
  const lean = [process.execPath, '--no-warnings', '--import', `'${loader}'`, main].join(' ');
  expect(await shell(`${lean} --help`)).toMatchObject({ exit: 0, stderr: '' });
  expect(await shell(`${lean} version`)).toMatchObject({ exit: 0, stderr: '' });
  // The check itself: what compiles does load them.
  expect((await shell(`${lean} check "$example"`)).exit).not.toBe(0);
});

test('a bug is reported as ours, with what a report needs and without paths', async () => {
  const stderr: string[] = [];
  const world: World = {
    stdout: { isTTY: false, write: () => undefined },
    stderr: { isTTY: false, write: (chunk) => void stderr.push(String(chunk)) },
    env: {},
    readStdin: () => {
      throw new TypeError('unforeseen \u001b[31m');
    },
    changeDirectory: () => undefined,
  };
  expect(await runWords(['check', '-'], world)).toBe(3);
  const text = stderr.join('');
  expect(text).toMatch(/^unitc has a bug; nothing that it printed or wrote in this run can be relied on\.\n/);
  expect(text).toContain('TypeError: unforeseen ␛[31m');
  expect(text).toMatch(/\nunitc \d+\.\d+\.\d+, node v\d+\S*, platform .*\n$/);
  expect(text).not.toContain(packageRoot().directory);
});

test('two builds into one directory at once end well or are refused', async () => {
  const out = path.join(temporary, 'twice');
  const children = [0, 1, 2].map(() =>
    spawn(process.execPath, [main, 'build', example, '-o', out], { stdio: 'ignore' }),
  );
  const exits = await Promise.all(children.map((child) => new Promise((resolve) => child.on('exit', resolve))));
  expect(exits).toContain(0);
  for (const exit of exits) expect([0, 2]).toContain(exit);
  expect((await shell(`$unitc build "$example" -o ${out} --check`)).exit).toBe(0);
});
