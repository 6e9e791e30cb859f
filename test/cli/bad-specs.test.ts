/** Bad specs: the exact diagnostics on standard error, exit code 1, and not a byte written. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { World } from '../../src/edge/world.ts';

const project = process.cwd();
const corpora = ['test/spec/err', 'test/compile/err'];
const cases = corpora.flatMap((corpus) =>
  readdirSync(corpus).flatMap((name) =>
    name.endsWith('.expected') ? [{ corpus: path.resolve(corpus), name: path.basename(name, '.expected') }] : [],
  ),
);
const work = mkdtempSync(path.join(tmpdir(), 'unitc-bad-'));

afterAll(() => {
  process.chdir(project);
  rmSync(work, { recursive: true });
});

function recordingWorld(): World & { readonly written: { stdout: string; stderr: string } } {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({
    isTTY: false,
    write: (chunk: string | Uint8Array) => {
      written[name] += chunk.toString();
    },
  });
  return {
    written,
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    env: {},
    readStdin: () => new Uint8Array(),
    changeDirectory: () => undefined,
  };
}

test.each(cases)('$name', async ({ corpus, name }) => {
  process.chdir(corpus);
  const expected = readFileSync(`${name}.expected`, 'utf8');
  const world = recordingWorld();
  const out = path.join(work, name);
  const code = await run(['--format', 'concise', '--max-diagnostics', '0', 'build', `${name}.yaml`, '-o', out], world);
  const stderr = world.written.stderr.replace(/^unitc: .*\n/gm, '');
  expect(stderr.slice(0, expected.length)).toBe(expected);
  expect(stderr.slice(expected.length)).toMatch(/^✖ .*, nothing was written\n$/);
  expect({ code, stdout: world.written.stdout, written: existsSync(out) }).toEqual({
    code: 1,
    stdout: '',
    written: false,
  });
});

test('there are at least 100 of them', () => {
  expect(cases.length).toBeGreaterThanOrEqual(100);
});
