/** The real gpg and minisign take the signatures of SHA256SUMS, and refuse what was changed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { put } from '../edge/trees.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

let at: string;
beforeAll(() => {
  at = temporaryDirectory();
  put(
    at,
    'cluster.yaml',
    'name: lab\nhost: { os: debian }\nhosts:\n  master-1: { address: 192.0.2.1, roles: [etcd] }\n',
  );
  const home = path.join(at, 'gnupg');
  mkdirSync(home, { mode: 0o700 });
  mkdirSync(path.join(at, 'empty'), { mode: 0o700 });
  vi.stubEnv('GNUPGHOME', home);
  const key = ['--quick-generate-key', 'Lab <lab@example.org>', 'ed25519', 'sign', 'never'];
  execFileSync('gpg', ['--batch', '--quiet', '--passphrase', '', ...key], { stdio: 'pipe' });
  execFileSync('minisign', ['-G', '-W', '-p', 'lab.pub', '-s', 'lab key'], { cwd: at });
});
afterAll(() => {
  execFileSync('gpgconf', ['--kill', 'all']);
  vi.unstubAllEnvs();
});
beforeEach(() => rmSync(path.join(at, 'dist'), { recursive: true, force: true }));

const build = (...words: string[]) => unitc(['-C', at, 'build', 'cluster.yaml', '-o', 'dist/{host}.tar', ...words]);
const inDist = (program: string, ...args: string[]) =>
  spawnSync(program, args, { cwd: path.join(at, 'dist'), encoding: 'utf8' }).status;

describe.each([
  ['gpg', '.asc', ['gpg', '--verify', 'SHA256SUMS.asc', 'SHA256SUMS']],
  ['gpg:lab@example.org', '.asc', ['gpg', '--verify', 'SHA256SUMS.asc', 'SHA256SUMS']],
  ['minisign:lab key', '.minisig', ['minisign', '-V', '-p', '../lab.pub', '-m', 'SHA256SUMS']],
])('--sign %s', (signer, ending, [program = '', ...args]) => {
  test('signs what the sums are of, and a change is seen', async () => {
    const key = signer.replace('lab key', path.join(at, 'lab key'));
    expect(await build('--sign', key)).toMatchObject({ exit: 0 });
    expect(readdirSync(path.join(at, 'dist')).sort()).toEqual(['SHA256SUMS', `SHA256SUMS${ending}`, 'master-1.tar']);
    expect(inDist('sha256sum', '-c', '--status', 'SHA256SUMS')).toBe(0);
    expect(inDist(program, ...args)).toBe(0);
    appendFileSync(path.join(at, 'dist/SHA256SUMS'), 'x');
    expect(inDist(program, ...args)).not.toBe(0);
  });
});

test('minisign signs the name of the sums', async () => {
  await build('--sign', 'minisign:lab key');
  expect(readFileSync(path.join(at, 'dist/SHA256SUMS.minisig'), 'utf8')).toMatch(/\tfile:SHA256SUMS\t/);
});

describe('without a key, nothing is written and the cure is said', () => {
  test.each([
    [
      'gpg:nobody@example.org',
      'gpg did not sign SHA256SUMS: gpg: signing failed: No secret key',
      'gpg --list-secret-keys',
    ],
    ['gpg:--version', 'gpg did not sign SHA256SUMS: ', 'gpg --list-secret-keys'],
    ['minisign:no-such-key', 'minisign did not sign SHA256SUMS: ', 'minisign -G'],
  ])('%s', async (signer, said, cure) => {
    const ran = await build('--sign', signer);
    expect(ran).toMatchObject({ exit: 2, stdout: '' });
    expect(ran.stderr).toContain(said);
    expect(ran.stderr).toContain(cure);
    expect(existsSync(path.join(at, 'dist'))).toBe(false);
  });
});

test('a signature that cannot be made anew leaves the old products alone', async () => {
  await build('--sign', 'gpg');
  const files = () =>
    readdirSync(path.join(at, 'dist')).map((name) => readFileSync(path.join(at, 'dist', name), 'hex'));
  const old = files();
  put(at, 'other.yaml', readFileSync(path.join(at, 'cluster.yaml'), 'utf8').replace('192.0.2.1', '192.0.2.9'));
  const ran = await unitc(['-C', at, 'build', 'other.yaml', '-o', 'dist/{host}.tar', '--sign', 'gpg:nobody']);
  expect(ran.exit).toBe(2);
  expect(files()).toEqual(old);
});
