/** oci-config against JSON.parse: any string, under every awk and every shell. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleConfig, writeBundle } from '../manifests/support/bundle.ts';
import { everyHost, fillPath, helperPath, locate } from '../manifests/support/programs.ts';
import { run } from '../manifests/support/run.ts';
import { shells } from '../manifests/support/shells.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const awks = [
  ['mawk', 'mawk'],
  ['gawk', 'gawk'],
  ['busybox awk', 'busybox'],
] as const;

const combinations = shells.flatMap(([shell, command]) =>
  awks.map(([awk, program]) => [shell, awk, command, program] as const),
);

/** What an argument or a variable can hold: any text without NUL, with the characters that awk and JSON treat specially made frequent. */
const special = fc.constantFrom(
  ...'"\\\n\t\r\u0001\u001f\u007f&%$`\'=*,[]{}:/-# ',
  '\\n',
  '\\u0041',
  '\\"',
  'ü',
  '😀',
  '\u2028',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '')),
  fc.string({ unit: special, maxLength: 30 }),
  fc.constantFrom(
    '-v',
    '--version',
    '-f',
    '--',
    'a=b',
    'FS=x',
    '-',
    '/dev/stdin',
    '0x10',
    '1e3',
    ' 12 ',
    '+0',
    'x'.repeat(3000),
  ),
);
/** `_` is set by bash to the program it starts; no other name is a shell's own. */
const name = fc.stringMatching(/^[A-Za-z0-9_]{0,8}$/).map((end) => `ETCD_${end}`);
const run1 = fc.record({
  argv: fc.array(text, { maxLength: 12 }),
  env: fc.dictionary(name, text, { maxKeys: 8, noNullPrototype: true }),
});

function expected(bundle: string, argv: string[], env: Record<string, string>) {
  const kept = bundleConfig.process.env.map((entry) => {
    const key = entry.slice(0, entry.indexOf('='));
    return env[key] === undefined ? entry : `${key}=${env[key]}`;
  });
  const known = new Set(kept.map((entry) => entry.slice(0, entry.indexOf('='))));
  // Names are ASCII, so the order of UTF-16 units is the order of bytes.
  const added = Object.keys(env)
    .filter((key) => !known.has(key))
    .sort();
  return {
    ...bundleConfig,
    process: { ...bundleConfig.process, args: argv, env: [...kept, ...added.map((key) => `${key}=${env[key]}`)] },
    root: { ...bundleConfig.root, path: join(bundle, 'rootfs') },
  };
}

describe.each(combinations)('under %s with %s', (_shell, _awk, command, awk) => {
  const directory = temporaryDirectory();
  const path = join(directory, 'path');
  mkdirSync(path);
  fillPath(path, everyHost);
  symlinkSync(locate(awk), join(path, 'awk'));
  const bundle = writeBundle(directory, 'etcd', `${JSON.stringify(bundleConfig, null, 2)}\n`);
  const [shell = '', ...options] = command;

  it('writes any words and any variables byte for byte as JSON.stringify does', async () => {
    await fc.assert(
      fc.asyncProperty(run1, async ({ argv, env }) => {
        const words = ['/usr/bin/etcd', ...argv];
        const args = [...options, helperPath('oci-config'), bundle, join(directory, 'run'), 'ETCD_', '--', ...words];
        expect(await run(shell, args, { env: { ...env, PATH: path } })).toMatchObject({
          status: 0,
          stdout: '',
          stderr: '',
        });
        const written = readFileSync(join(directory, 'run/config.json'), 'utf8');
        expect(JSON.parse(written)).toEqual(expected(bundle, words, env));
        expect(written).toBe(`${JSON.stringify(expected(bundle, words, env), null, 2)}\n`);
      }),
      { numRuns: 60 },
    );
  });

  it('carries a word of 100 KB', async () => {
    const words = ['/usr/bin/etcd', '"é\n'.repeat(25_000)];
    const args = [...options, helperPath('oci-config'), bundle, join(directory, 'run'), 'ETCD_', '--', ...words];
    const ran = await run(shell, args, { env: { PATH: path } });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(readFileSync(join(directory, 'run/config.json'), 'utf8'))).toEqual(expected(bundle, words, {}));
  });

  it.each(['\\303', '\\377', '\\300\\200', '\\355\\240\\200', '\\364\\220\\200\\200', 'a\\342\\202'])(
    'refuses the bytes %s, which are not UTF-8',
    async (bytes) => {
      const script = `exec "$@" "$(printf 'x${bytes}')"`;
      const args = [
        '-c',
        script,
        'sh',
        shell,
        ...options,
        helperPath('oci-config'),
        bundle,
        join(directory, 'run'),
        'ETCD_',
        '--',
        '/usr/bin/etcd',
      ];
      const ran = await run(locate('sh'), args, { env: { PATH: path } });
      expect(ran).toMatchObject({
        status: 1,
        stderr: 'oci-config: argument 1 is not UTF-8, and JSON cannot hold it\n',
      });
    },
  );
});
