/** .tar.zst by the real zstd: GNU tar unpacks it, every command that reads archives reads it, and it stays the same. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { put } from '../edge/trees.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

let at: string;
const run = (...words: string[]) => unitc(['-C', at, ...words]);
const file = (name: string) => path.join(at, name);

beforeAll(async () => {
  at = temporaryDirectory();
  put(
    at,
    'cluster.yaml',
    'name: lab\nhost: { os: debian }\nhosts:\n  master-1: { address: 192.0.2.1, roles: [etcd] }\n',
  );
  for (const name of ['host.tar.zst', 'host.tar', 'sub/host.tar.zst']) {
    expect((await run('build', 'cluster.yaml', '-o', name, '--sums')).exit).toBe(0);
  }
});

test('holds what the tar holds, and the sums are those of the files', () => {
  expect(execFileSync('zstd', ['-d', '-c', file('host.tar.zst')])).toEqual(readFileSync(file('host.tar')));
  expect(execFileSync('tar', ['-tf', file('host.tar.zst')])).toEqual(execFileSync('tar', ['-tf', file('host.tar')]));
  execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: path.join(at, 'sub') });
});

test('has the same bytes, whatever variables say', async () => {
  const before = { ...process.env };
  Object.assign(process.env, { ZSTD_CLEVEL: '1', ZSTD_NBTHREADS: '4', TZ: 'Asia/Tokyo' });
  try {
    expect((await run('build', 'cluster.yaml', '-o', 'again.tar.zst')).exit).toBe(0);
  } finally {
    process.env = before;
  }
  expect(readFileSync(file('again.tar.zst'))).toEqual(readFileSync(file('host.tar.zst')));
  expect((await unitc(['-C', at, 'build', 'cluster.yaml', '--as', 'tar.zst', '-o', '-'])).bytes).toEqual(
    readFileSync(file('host.tar.zst')),
  );
});

describe('is read by', () => {
  test('verify', async () => {
    expect((await run('verify', 'host.tar.zst')).stderr).toMatch(/files of 1 host as built/);
  });
  test('diff', async () => {
    expect(await run('diff', 'host.tar.zst', 'cluster.yaml', '--exit-code')).toMatchObject({ exit: 0 });
    put(at, 'other.yaml', readFileSync(file('cluster.yaml'), 'utf8').replace('192.0.2.1', '192.0.2.9'));
    expect(await run('diff', 'host.tar.zst', 'other.yaml', '--exit-code')).toMatchObject({ exit: 1 });
  });
  test('plan --against', async () => {
    const ran = await run('plan', 'cluster.yaml', '--against', 'host.tar.zst', '--exit-code');
    expect(ran).toMatchObject({ exit: 0, stdout: expect.stringContaining('Plan: 0 to add') });
  });
  test('cat', async () => {
    const of = async (archive: string) => (await run('cat', '--root', archive, 'etcd')).stdout;
    expect((await of('host.tar.zst')).replaceAll('host.tar.zst', 'host.tar')).toBe(await of('host.tar'));
    expect(await of('host.tar')).toContain('ExecStart=');
  });
  test('lint', async () => {
    const ran = await run('lint', '--systemd', '252', 'host.tar.zst');
    expect(ran).toMatchObject({ exit: 0, stdout: '' });
  });
});

test('--check compares what is in it, and not how it is compressed', async () => {
  execFileSync('zstd', ['-q', '-1', '-f', file('host.tar'), '-o', file('fast.tar.zst')]);
  expect(readFileSync(file('fast.tar.zst'))).not.toEqual(readFileSync(file('host.tar.zst')));
  expect(await run('build', 'cluster.yaml', '-o', 'fast.tar.zst', '--check')).toMatchObject({ exit: 0 });
  expect(await run('build', 'other.yaml', '-o', 'fast.tar.zst', '--check')).toMatchObject({ exit: 1 });
});

test('a damaged one, one that is cut off and one that would be huge are refused', async () => {
  const bytes = readFileSync(file('host.tar.zst'));
  writeFileSync(file('cut.tar.zst'), bytes.subarray(0, bytes.length - 100));
  copyFileSync(file('host.tar.zst'), file('bent.tar.zst'));
  writeFileSync(file('bent.tar.zst'), Buffer.from(bytes).fill(0x55, 1000, 1100));
  const zeros = `head -c 300000000 /dev/zero | zstd -q -1 -c > '${file('bomb.tar.zst')}'`;
  execFileSync('sh', ['-c', zeros]);
  for (const name of ['cut', 'bent', 'bomb']) {
    const ran = await run('verify', `${name}.tar.zst`);
    expect(ran).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('it is damaged, or has more than 200000000 bytes'),
    });
  }
});
