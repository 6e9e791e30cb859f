import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { bundleConfig, writeBundle } from './support/bundle.ts';
import { everyHost, fillPath, helperPath } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';

interface Made {
  readonly directory: string;
  readonly bundle: string;
  readonly runDirectory: string;
}

function make(config = `${JSON.stringify(bundleConfig, null, 2)}\n`): Made {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'path'));
  fillPath(join(directory, 'path'), [...everyHost, 'awk']);
  return { directory, bundle: writeBundle(directory, 'etcd', config), runDirectory: join(directory, 'run/etcd') };
}

function ociConfig(
  made: Made,
  argv: readonly string[],
  env: Record<string, string> = {},
  prefix = 'ETCD_',
): Promise<Ran> {
  const args = [made.bundle, made.runDirectory, prefix, '--', ...argv];
  return run(helperPath('oci-config'), args, { env: { ...env, PATH: join(made.directory, 'path') } });
}

function result(made: Made): string {
  return readFileSync(join(made.runDirectory, 'config.json'), 'utf8');
}

describe('oci-config', () => {
  it('prints what JSON.stringify would print for the changed configuration', async () => {
    const made = make();
    const argv = [
      '/usr/bin/etcd',
      '--name=a b',
      '',
      '"\\n',
      'ü😀',
      '\u0001\t\n\r\b\f\u007f',
      '-v',
      '*',
      '$HOME',
      'a=b\\\\',
    ];
    const env = { ETCD_B: '2', ETCD_A: 'x="y"\n', ETCD_LOGGER: 'zap', ETCDCTL_API: '2', OTHER: 'no', ETCD_: '' };
    expect(await ociConfig(made, argv, env)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const { process, root } = bundleConfig;
    const added = ['PATH=/usr/bin', 'ETCD_LOGGER=zap', 'ETCD_=', 'ETCD_A=x="y"\n', 'ETCD_B=2'];
    const expected = {
      ...bundleConfig,
      process: { ...process, args: argv, env: added },
      root: { ...root, path: join(made.bundle, 'rootfs') },
    };
    expect(result(made)).toBe(`${JSON.stringify(expected, null, 2)}\n`);
  });

  it('passes no variable in when the prefix is empty', async () => {
    const made = make();
    expect(await ociConfig(made, ['/usr/bin/etcd'], { ETCD_A: '1', B: '2' }, '')).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(JSON.parse(result(made))).toMatchObject({ process: { env: bundleConfig.process.env } });
  });

  it('keeps every other byte of a file in any layout', async () => {
    const config =
      ' {"process" :{"env":[ ], "args":["a", [{}]],"x":-1.5e+3},\r\n\t"hooks":{"args":["keep"],"env":["keep"]},"root":{"readonly":true,"path":"ro\\"ot\\\\"} }';
    const made = make(config);
    expect((await ociConfig(made, ['/usr/bin/etcd'])).status).toBe(0);
    expect(result(made)).toBe(
      config
        .replace('["a", [{}]]', '[\n      "/usr/bin/etcd"\n    ]')
        .replace('[ ]', '[]')
        .replace('"ro\\"ot\\\\"', JSON.stringify(join(made.bundle, 'rootfs'))),
    );
  });

  it('writes for its user only, replaces the old file and leaves nothing behind', async () => {
    const made = make();
    await ociConfig(made, ['/usr/bin/etcd', 'one']);
    await ociConfig(made, ['/usr/bin/etcd', 'two']);
    expect(JSON.parse(result(made))).toMatchObject({ process: { args: ['/usr/bin/etcd', 'two'] } });
    expect(readdirSync(made.runDirectory)).toEqual(['config.json']);
    expect(statSync(made.runDirectory).mode & 0o777).toBe(0o700);
    expect(statSync(join(made.runDirectory, 'config.json')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['no JSON', '{"process": {"args": [}', /config.json is not valid JSON near byte 23/],
    ['an open string', '{"process', /is not valid JSON/],
    ['a second document', '{}{}', /is not valid JSON/],
    ['no args', '{"process":{"env":[]},"root":{"path":"rootfs"}}', /has no list process.args/],
    ['no env', '{"process":{"args":[],"env":{}},"root":{"path":"rootfs"}}', /has no list process.env/],
    ['no root', '{"process":{"args":[],"env":[]},"x":{"root":{"path":"rootfs"}}}', /has no string root.path/],
    ['nothing', '', /cannot read .*config.json/],
  ])('refuses a config.json with %s and keeps the old result', async (_, config, message) => {
    const made = make();
    await ociConfig(made, ['/usr/bin/etcd', 'old']);
    const before = result(made);
    writeFileSync(join(made.bundle, 'config.json'), config);
    const ran = await ociConfig(made, ['/usr/bin/etcd', 'new']);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(message);
    expect(result(made)).toBe(before);
    expect(readdirSync(made.runDirectory)).toEqual(['config.json']);
  });

  it('refuses bytes that JSON cannot hold', async () => {
    const made = make();
    const script = `exec "$0" "$1" "$2" ETCD_ -- /usr/bin/etcd "$(printf 'a\\303')"`;
    const args = ['-c', script, helperPath('oci-config'), made.bundle, made.runDirectory];
    const ran = await run('/bin/sh', args, { env: { PATH: join(made.directory, 'path') } });
    expect(ran).toMatchObject({ status: 1, stderr: 'oci-config: argument 1 is not UTF-8, and JSON cannot hold it\n' });
  });
});

describe('the root file system', () => {
  const cure = `fetch it: ${helperPath('fetch-rootfs')} etcd\n`;

  it('is missed with the cure', async () => {
    const made = make();
    rmSync(join(made.bundle, 'rootfs'), { recursive: true });
    const ran = await ociConfig(made, ['/usr/bin/etcd']);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(`${made.bundle}/rootfs, the container's root file system, is not there; ${cure}`);
  });

  it.each(['/usr/bin/absent', '/usr/bin', '/usr/bin/text', '/usr/bin/loop', '/usr/bin/dangling'])(
    'has to have the program: %s',
    async (program) => {
      const made = make();
      const bin = join(made.bundle, 'rootfs/usr/bin');
      writeFileSync(join(bin, 'text'), '', { mode: 0o644 });
      symlinkSync('loop', join(bin, 'loop'));
      symlinkSync('/bin/sh', join(bin, 'dangling'));
      const ran = await ociConfig(made, [program]);
      expect(ran.status).toBe(1);
      expect(ran.stderr).toContain(`${made.bundle}/rootfs has no program ${program}; `);
      expect(ran.stderr).toContain(cure);
    },
  );

  it.each(['/sbin/etcd', '/usr/bin/absolute', '/usr/bin/../bin/relative', 'etcd'])(
    'may reach it by links: %s',
    async (program) => {
      const made = make();
      const rootfs = join(made.bundle, 'rootfs');
      symlinkSync('/usr/bin', join(rootfs, 'sbin'));
      symlinkSync('/sbin/etcd', join(rootfs, 'usr/bin/absolute'));
      symlinkSync('../../../../usr/bin/etcd', join(rootfs, 'usr/bin/relative'));
      expect(await ociConfig(made, [program])).toMatchObject({ status: 0, stderr: '' });
    },
  );

  it('is named by its real path, since runc refuses a link', async () => {
    const made = make();
    symlinkSync('etcd.0', join(made.directory, 'etcd'));
    const linked = { ...made, bundle: join(made.directory, 'etcd') };
    expect((await ociConfig(linked, ['/usr/bin/etcd'])).status).toBe(0);
    expect(JSON.parse(result(made))).toMatchObject({ root: { path: join(made.bundle, 'rootfs') } });
  });
});

it.each<[string[]]>([
  [[]],
  [['/b', '/r', 'ETCD_', '--']],
  [['/b', '/r', 'ETCD_', '/usr/bin/etcd', '--']],
  [['/b', '/r', 'A-B', '--', 'x']],
  [['b', '/r', 'ETCD_', '--', 'x']],
  [['/b', 'r', 'ETCD_', '--', 'x']],
  [['/b', '/r', 'ETCD_', '--', '']],
])('refuses the arguments %j', async (args) => {
  const ran = await run(helperPath('oci-config'), args, { env: { PATH: fillPath(temporaryDirectory(), everyHost) } });
  expect(ran).toMatchObject({
    status: 64,
    stderr: 'oci-config: usage: oci-config BUNDLE RUNDIR ENV_PREFIX -- ARGV...\n',
  });
});

it('says that a bundle has no config.json', async () => {
  const made = make();
  rmSync(join(made.bundle, 'config.json'));
  const ran = await ociConfig(made, ['/usr/bin/etcd']);
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain("config.json is not there; unpack this host's compiled files again");
});

it('cannot write into a directory that is a file', async () => {
  const made = make();
  writeFileSync(join(made.directory, 'run'), '');
  chmodSync(join(made.directory, 'run'), 0o600);
  expect((await ociConfig(made, ['/usr/bin/etcd'])).status).not.toBe(0);
});
