/**
 * What the tar programs of hosts make of an archive, unpacked onto a root with the symlinks of an ostree
 * system: usr/local leads to ../var/usrlocal, opt to var/opt, and a directory member would replace them.
 */
import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findOutput } from '../../src/outputs/index.ts';
import { withManifest } from '../../src/outputs/with-manifest.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { directory, file, symlink, tree } from '../outputs/sample-tree.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';

/** Each lists with `-tf` and unpacks with `-xpf`; bsdtar is in the package libarchive-tools. */
const programs = ['tar', 'bsdtar'];

let temporary: string;
let root: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'tar-'));
  root = path.join(temporary, 'root');
  for (const at of ['etc', 'usr', 'var/usrlocal/bin', 'var/opt', 'var/lib'])
    mkdirSync(path.join(root, at), { recursive: true });
  symlinkSync('../var/usrlocal', path.join(root, 'usr/local'));
  symlinkSync('var/opt', path.join(root, 'opt'));
});
afterEach(() => rmSync(temporary, { recursive: true }));

async function archive(files: FileTree, kind: 'tar' | 'tar.gz' = 'tar'): Promise<string> {
  const output = findOutput(kind);
  if (output === undefined) throw new Error(`no output ${kind}`);
  const name = path.join(temporary, `host.${kind}`);
  writeFileSync(name, await output.encode(files, { epoch: 1_500_000_000 }));
  return name;
}

function run(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** bsdtar follows no symlink on the way unless it is told to; GNU tar does so for what it did not make itself. */
function unpack(program: string, name: string): void {
  run(program, ...(program === 'bsdtar' ? ['-xpPf'] : ['-xpf']), name, '-C', root);
}

const long = `etc/${'very-long-name-'.repeat(10)}/${'deep/'.repeat(20)}file`;
const sample = withManifest(
  tree(
    file('usr/local/bin/etcdctl', '#!/bin/sh\nexit 0\n', { mode: 0o755 }),
    symlink('usr/local/bin/ctl', 'etcdctl'),
    file('opt/thing/data', 'd'),
    file('etc/secret', 's', { mode: 0o600 }),
    file('etc/systemd/system/etcd.service', '[Service]\nExecStart=/bin/true\n'),
    file(long, 'l'),
    file('etc/ünïcode name', 'ü'),
    file('etc/empty', ''),
    directory('var/lib/etcd', { mode: 0o700 }),
  ),
  hostLayout,
  { name: 'lab', host: 'master-1', version: '0.0.0' },
);

describe.each(programs)('%s', (program) => {
  test('lists the members, and no parents', async () => {
    const listed = run(program, '-tf', await archive(sample))
      .trim()
      .split('\n');
    const plain = listed.filter((name) => /^[\x20-\x7e]+$/.test(name) && !name.includes('\\'));
    expect(plain).toEqual(
      sample.artifacts
        .map((artifact) => (artifact.type === 'directory' ? `${artifact.path}/` : artifact.path))
        .filter((name) => /^[\x20-\x7e]+$/.test(name)),
    );
    expect(listed).toHaveLength(sample.artifacts.length);
  });

  test.each(['tar', 'tar.gz'] as const)('unpacks a %s twice, and the symlinks of the system stay', async (kind) => {
    const name = await archive(sample, kind);
    for (let round = 0; round < 2; round++) {
      unpack(program, name);
      expect(readlinkSync(path.join(root, 'usr/local'))).toBe('../var/usrlocal');
      expect(readlinkSync(path.join(root, 'opt'))).toBe('var/opt');
      for (const artifact of sample) {
        const at = path.join(root, artifact.path);
        const found = lstatSync(at);
        expect([found.uid, found.gid], artifact.path).toEqual([0, 0]);
        if (artifact.type === 'symlink') {
          expect(readlinkSync(at)).toBe(artifact.target);
          continue;
        }
        expect((found.mode & 0o7777).toString(8), artifact.path).toBe(artifact.mode.toString(8));
        if (artifact.type === 'file') expect(readFileSync(at, 'utf8')).toBe(artifact.content);
        if (artifact.type === 'file') expect(found.mtimeMs).toBe(1_500_000_000_000);
      }
      expect(readFileSync(path.join(root, 'var/usrlocal/bin/etcdctl'), 'utf8')).toContain('exit 0');
    }
  });

  test('leaves the modes of directories alone that are there already', async () => {
    execFileSync('chmod', ['711', path.join(root, 'etc'), path.join(root, 'var/usrlocal/bin')]);
    unpack(program, await archive(sample));
    expect((lstatSync(path.join(root, 'etc')).mode & 0o7777).toString(8)).toBe('711');
    expect((lstatSync(path.join(root, 'var/usrlocal/bin')).mode & 0o7777).toString(8)).toBe('711');
  });

  test('gives a file to the user that its name means on the host, else to root', async () => {
    const owned = tree(
      file('etc/a', 'a', { owner: 'daemon', group: 'daemon' }),
      file('etc/b', 'b', { owner: 'no-such-user', group: 'no-such-group' }),
      file('etc/c', 'c', { owner: '300000', group: '1234' }),
    );
    unpack(program, await archive(owned));
    const owners = ['a', 'b', 'c']
      .map((name) => lstatSync(path.join(root, 'etc', name)))
      .map(({ uid, gid }) => [uid, gid]);
    expect(owners).toEqual([
      [1, 1],
      [0, 0],
      [300000, 1234],
    ]);
  });

  test.each(goldenCases())('unpacks every host of golden/%s', async (name) => {
    for (const files of compileGolden(name).trees.values()) {
      unpack(program, await archive(files));
      expect(readlinkSync(path.join(root, 'usr/local'))).toBe('../var/usrlocal');
      for (const artifact of files) {
        if (artifact.type === 'file')
          expect(readFileSync(path.join(root, artifact.path), 'utf8')).toBe(artifact.content);
      }
    }
  });
});

test('GNU tar finds no difference between an archive and what it unpacked, and says nothing', async () => {
  const name = await archive(sample);
  unpack('tar', name);
  expect(run('tar', '-df', name, '-C', root)).toBe('');
});

test('gzip unpacks what it is given', async () => {
  const name = await archive(sample, 'tar.gz');
  run('gzip', '-t', name);
  const output = findOutput('tar');
  expect(gunzipSync(readFileSync(name))).toEqual(
    Buffer.from((await output?.encode(sample, { epoch: 1_500_000_000 })) ?? []),
  );
});
