/** Where there is no program that signs; what it does where there is one stands in test/oracle/signed.test.ts. */
import { readdirSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { put } from '../edge/trees.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { unitc } from './run-case.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['gpg', 'gnupg'],
  ['minisign:k', 'minisign'],
])('without %s nothing is written, and the cure is said', async (signer, wanted) => {
  const at = temporaryDirectory();
  put(
    at,
    'cluster.yaml',
    'name: lab\nhost: { os: debian }\nhosts:\n  master-1: { address: 192.0.2.1, roles: [etcd] }\n',
  );
  vi.stubEnv('PATH', at);
  const ran = await unitc(['-C', at, 'build', 'cluster.yaml', '-o', 'host.tar', '--sign', signer]);
  const [program] = signer.split(':');
  expect(ran).toMatchObject({ exit: 2, stderr: `unitc: there is no ${program} here\n  = help: install ${wanted}\n` });
  expect(readdirSync(at)).toEqual(['cluster.yaml']);
});
