// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of systemd, as they are written
/** The start script of images against the codecs of systemd's syntaxes, in every shell that an image may have. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { effectiveEnvironment, parseEnvFile } from '../../src/codec/env-file/index.ts';
import { expandVariables } from '../../src/codec/unit/index.ts';
import { locate } from './support/programs.ts';
import { run } from './support/run.ts';
import { shells } from './support/shells.ts';

const script = path.resolve('manifests/system-container/start');
const show = `process.stdout.write(JSON.stringify({ argv: process.argv.slice(1), env: process.env }))`;

let work = '';
beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), 'unitc-start-'));
});
afterAll(() => rmSync(work, { recursive: true }));

type Shell = (typeof shells)[number][1];

async function started(
  [program = '', ...options]: Shell | readonly string[],
  words: readonly string[],
  files: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<{ argv: string[]; env: Record<string, string> }> {
  const paths = files.map((text, index) => {
    const file = path.join(work, `variables-${index}`);
    writeFileSync(file, text);
    return `--file=${file}`;
  });
  const rest = ['--export=ETCD_', '--', process.execPath, '-e', show, '--', ...words];
  const ran = await run(program, [...options, script, ...paths, ...rest], { env });
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return JSON.parse(ran.stdout);
}

test('is executable', () => {
  expect(statSync(script).mode & 0o777).toBe(0o755);
});

describe.each(shells)('%s', (_name, shell) => {
  test('later files win over earlier ones, all over the environment', async () => {
    const { argv } = await started(shell, ['$A', '$B', '$C'], ['A=1\nB=1\n', 'B=2\n'], { A: '0', C: '0' });
    expect(argv).toEqual(['1', '2', '0']);
  });

  test('only variables with the prefix are exported, also such as no program knows', async () => {
    const { env } = await started(shell, ['$A'], ['ETCD_NEW="a b"\nA=1\nPATH=/nowhere\n'], { A: '0', ETCD_OLD: 'x' });
    expect([env.ETCD_NEW, env.ETCD_OLD, env.A]).toEqual(['a b', 'x', undefined]);
    expect(env.PATH).not.toBe('/nowhere');
  });

  test('what the caller set stays, whatever its name', async () => {
    const own = { rest: '1', line: '2', http_proxy: '3', name: '4', u_value: '5' };
    const { env } = await started(shell, [], ['A=1\n'], own);
    expect(env).toMatchObject({ rest: '1', line: '2', http_proxy: '3', name: '4' });
  });

  test('an absent file is none, an empty variable is no word, a dollar sign is written twice', async () => {
    const absent = ['--file=/nowhere/at/all'];
    const [program = '', ...options] = shell;
    const words = [
      ...options,
      script,
      ...absent,
      '--',
      process.execPath,
      '-e',
      show,
      '--',
      '$NONE',
      'a$$b',
      '-x=$${A}',
    ];
    const ran = await run(program, words, { env: {} });
    expect(JSON.parse(ran.stdout)).toMatchObject({ argv: ['a$b', '-x=${A}'] });
  });

  test('wrong usage says so', async () => {
    const [program = '', ...options] = shell;
    for (const words of [[], ['--'], ['/bin/true'], ['--else', '--', '/bin/true']]) {
      expect(await run(program, [...options, script, ...words], { env: {} })).toMatchObject({ status: 64 });
    }
  });

  test('files and words mean what they mean to systemd', async () => {
    const unit = fc.constantFrom(...'ab=#; \t\'"\\$`\n\n\r{}é'.split(''));
    const texts = fc.sample(fc.string({ unit, maxLength: 60 }), { seed: 20_261_123, numRuns: 25 });
    const names = ['A', 'B', 'a', 'b', 'ab'];
    for (const text of texts) {
      const bytes = new TextEncoder().encode(`A=${text}\nB="${text}`);
      const variables = Object.fromEntries(effectiveEnvironment([parseEnvFile(bytes)]));
      const words = names.flatMap((name) => [`$${name}`, `x\${${name}}`]);
      const { argv } = await started(shell, words, [new TextDecoder().decode(bytes)]);
      expect(argv, JSON.stringify(text)).toEqual(expandVariables(words, variables));
    }
  });
});

test('needs no program: the PATH is empty', async () => {
  const { argv } = await started([locate('dash')], ['$A'], ['A=1\n'], { PATH: '/nowhere' });
  expect(argv).toEqual(['1']);
});
