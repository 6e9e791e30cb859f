/** systemd-sysusers makes the accounts of every golden host, once, with the numbers that are free. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const run = promisify(execFile);
const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

const files = readdirSync('golden').flatMap((name) =>
  readdirSync(path.join('golden', name, 'hosts'))
    .map((host) => path.join('golden', name, 'hosts', host, 'etc/sysusers.d/unitc.conf'))
    .filter((file) => existsSync(file)),
);

function rootWith(users = '', groups = ''): string {
  const root = mkdtempSync(path.join(tmpdir(), 'unitc-accounts-'));
  roots.push(root);
  mkdirSync(path.join(root, 'etc'));
  writeFileSync(path.join(root, 'etc/passwd'), `root:x:0:0::/root:/bin/sh\n${users}`);
  writeFileSync(path.join(root, 'etc/group'), `root:x:0:\n${groups}`);
  return root;
}

async function make(root: string, file: string): Promise<string> {
  const { stdout, stderr } = await run('systemd-sysusers', [`--root=${root}`, path.resolve(file)]);
  return stdout + stderr;
}

const entries = (root: string, name: string) =>
  new Map(
    readFileSync(path.join(root, 'etc', name), 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([account = '', , ...rest]) => [account, rest]),
  );

test('there are files', () => expect(files.length).toBeGreaterThan(1));

test.each(files)('%s', async (file) => {
  const root = rootWith();
  await make(root, file);
  const [passwd, group] = [entries(root, 'passwd'), entries(root, 'group')];
  for (const [, kind, name = '', id] of readFileSync(file, 'utf8').matchAll(/^([gu]) (\S+) (\S+)/gm)) {
    const entry = (kind === 'u' ? passwd : group).get(name);
    expect(entry, name).toBeDefined();
    if (id !== '-') expect(entry?.[0]).toBe(id);
  }
  if (passwd.has('kube')) expect(passwd.get('kube')?.slice(0, 2)).toEqual(['996', '994']);
  if (passwd.has('etcd')) expect(passwd.get('etcd')?.[3]).toBe('/var/lib/etcd');
  const before = readFileSync(path.join(root, 'etc/passwd'), 'utf8');
  expect(await make(root, file)).toBe('');
  expect(readFileSync(path.join(root, 'etc/passwd'), 'utf8')).toBe(before);
});

test('an account that is there stays, and a number that is taken is not taken away', async () => {
  const file = files.find((one) => readFileSync(one, 'utf8').includes('u kube 996')) ?? '';
  const theirs = 'etcd:x:52:52::/srv/etcd:/bin/false\npolkitd:x:996:996::/:/bin/false\n';
  const root = rootWith(theirs, 'etcd:x:52:\npolkitd:x:994:\n');
  expect(await make(root, file)).toContain('Suggested user ID 996 for kube already used.');
  const passwd = entries(root, 'passwd');
  expect(passwd.get('etcd')).toEqual(['52', '52', '', '/srv/etcd', '/bin/false']);
  expect(passwd.get('polkitd')?.[0]).toBe('996');
  expect(Number(passwd.get('kube')?.[0])).toBeGreaterThan(0);
  expect(passwd.get('kube')?.[0]).not.toBe('996');
});
