/** Where there is no zstd; what it does where there is one stands in test/oracle/zstd.test.ts. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { put } from '../edge/trees.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { unitc } from './run-case.ts';

let at: string;
beforeEach(() => {
  at = temporaryDirectory();
  put(
    at,
    'cluster.yaml',
    'name: lab\nhost: { os: debian }\nhosts:\n  master-1: { address: 192.0.2.1, roles: [etcd] }\n',
  );
  vi.stubEnv('PATH', at);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

test('nothing is built, and the cure is said', async () => {
  const ran = await unitc(['-C', at, 'build', 'cluster.yaml', '-o', 'host.tar.zst']);
  expect(ran).toMatchObject({
    exit: 2,
    stderr: 'unitc: there is no zstd here\n  = help: install zstd, or write .tar.gz or .tar\n',
  });
  expect(readdirSync(at)).toEqual(['cluster.yaml']);
});

test.each(['verify', 'cat etcd --root', 'diff cluster.yaml', 'plan cluster.yaml --against', 'lint'])(
  '%s says so of an archive',
  async (words) => {
    writeFileSync(path.join(at, 'host.tar.zst'), Buffer.from('28b52ffd00', 'hex'));
    const ran = await unitc(['-C', at, ...words.split(' '), 'host.tar.zst']);
    expect(ran).toMatchObject({
      exit: 2,
      stderr: 'unitc: there is no zstd here\n  = help: install zstd, or unpack the archive elsewhere\n',
    });
  },
);
