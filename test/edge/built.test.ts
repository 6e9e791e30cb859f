/** Reading back what build wrote, and diffing it. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readBuilt } from '../../src/edge/built.ts';
import { unitc } from '../cli/run-case.ts';
import { differingFiles } from '../support/differing-files.ts';

const spec = (v: number) => `host: { os: debian }
name: lab
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "1.19.16" }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
  master-2: { address: 192.0.2.2, roles: [etcd] }
  master-3: { address: 192.0.2.3, roles: [etcd] }
components:
  kube-scheduler: { flags: { v: ${v} } }
`;

let once: string;
let at: string;
const file = (name: string) => path.join(at, name);
const run = (...words: string[]) => unitc(['-C', at, ...words]);
beforeAll(async () => {
  once = at = mkdtempSync(path.join(tmpdir(), 'built-'));
  writeFileSync(file('old.yaml'), spec(1));
  writeFileSync(file('new.yaml'), spec(2));
  expect((await run('build', 'old.yaml', '-o', 'OUT')).exit).toBe(0);
  expect((await run('build', 'old.yaml', '-o', '{host}.tar.gz')).exit).toBe(0);
});
afterAll(() => rmSync(once, { recursive: true }));
beforeEach(() => {
  at = mkdtempSync(path.join(tmpdir(), 'built-'));
  cpSync(once, at, { recursive: true });
});
afterEach(() => rmSync(at, { recursive: true }));

test('cat reads a unit alike from a directory of all hosts, that of one, and an archive', async () => {
  const inAll = (await run('cat', '--root', 'OUT', 'master-1:etcd')).stdout;
  expect(inAll).toContain('\n# /etc/systemd/system/etcd.service:');
  expect((await run('cat', '--root', 'OUT/master-1', 'etcd')).stdout).toBe(inAll);
  expect((await run('cat', '--root', 'master-1.tar.gz', 'etcd')).stdout).toBe(inAll);
});

const forms = ['old.yaml', 'OUT', 'OUT/master-1', 'master-1.tar.gz'];

describe('unitc diff', () => {
  test.each(forms.flatMap((a) => forms.map((b) => [a, b])))('%s and %s are the same', async (a, b) => {
    const ran = await run('diff', '--exit-code', '-q', a ?? '', b ?? '');
    expect(ran).toMatchObject({ exit: 0, stdout: '', stderr: '' });
  });

  test.each(forms)('%s and a newer spec differ in one line', async (form) => {
    const ran = await run('diff', '--text', '--exit-code', '-U0', form, 'new.yaml');
    expect(ran.exit).toBe(1);
    expect(ran.stdout).toMatch(/^-KUBE_LOG_LEVEL="--v=1"\n\+KUBE_LOG_LEVEL="--v=2"\n$/m);
    expect(ran.stdout.split('\n')).toHaveLength(7);
    expect(ran.stdout).toContain('--- a/master-1/etc/kubernetes/scheduler\n');
  });

  test('two trees of one host have no host in the paths of a patch, whatever the hosts', async () => {
    const ran = await run('diff', '--text', 'master-2.tar.gz', 'OUT/master-3');
    expect(ran.stdout).toContain('--- a/etc/etcd/etcd.conf\n');
    expect(ran.stderr).toBe('master-2 is compared with master-3\n');
  });

  test('one host of several is compared alone, and that is said', async () => {
    expect((await run('diff', 'OUT/master-2', 'new.yaml')).stderr).toBe('only the host master-2 is compared, of 3\n');
    writeFileSync(file('one.yaml'), spec(1).replace(/^ {2}master-[23].*\n/gm, ''));
    expect(await run('diff', 'master-2.tar.gz', 'one.yaml')).toMatchObject({
      exit: 2,
      stderr:
        'unitc: one side is the host `master-2`, which the other side does not have\n  = help: its hosts are master-1\n',
    });
  });

  test('sees what was edited, removed, made executable or replaced since, and no foreign files', async () => {
    writeFileSync(file('OUT/master-1/notes'), 'foreign\n');
    writeFileSync(file('OUT/master-1/etc/kubernetes/config'), 'edited\n');
    rmSync(file('OUT/master-1/etc/kubernetes/apiserver'));
    chmodSync(file('OUT/master-1/etc/kubernetes/scheduler'), 0o755);
    rmSync(file('OUT/master-1/usr/local/bin/etcdctl'));
    symlinkSync('elsewhere', file('OUT/master-1/usr/local/bin/etcdctl'));
    expect(differingFiles(await run('diff', '--format', 'json', 'old.yaml', 'OUT')).stdout).toBe(
      [
        'removed  master-1/etc/kubernetes/apiserver',
        'changed  master-1/etc/kubernetes/config',
        'mode     master-1/etc/kubernetes/scheduler',
        'changed  master-1/usr/local/bin/etcdctl',
        '',
      ].join('\n'),
    );
  });

  test('a host that is gone is removed file by file', async () => {
    writeFileSync(file('fewer.yaml'), spec(1).replace(/^ {2}master-3.*\n/m, ''));
    const { stdout } = differingFiles(await run('diff', '--format', 'json', 'OUT', 'fewer.yaml'));
    expect(stdout).toContain('removed  master-3/etc/etcd/etcd.conf\n');
  });

  test('on a terminal nothing of a file is obeyed, and no difference is said', async () => {
    writeFileSync(file('OUT/master-1/etc/kubernetes/config'), '\u001b[2J\n');
    const terminal = { stdoutIsTTY: true, stderrIsTTY: true, env: { TERM: 'dumb' } };
    expect((await unitc(['-C', at, 'diff', '--text', 'old.yaml', 'OUT'], terminal)).stdout).toContain('+␛[2J\n');
    expect((await unitc(['-C', at, 'diff', 'old.yaml', 'old.yaml'], terminal)).stderr).toBe('✔ no difference\n');
  });
});

describe('readBuilt', () => {
  test('a spec is none', async () => {
    expect(await readBuilt(file('old.yaml'))).toBeUndefined();
    expect(await readBuilt(file('gone'))).toBeUndefined();
  });

  test('refuses a listed file that is no file, and an archive without a manifest', async () => {
    const manifest = readFileSync(file('OUT/master-1.manifest.json'), 'utf8');
    mkdirSync(file('odd/master-1/etc/unitc'), { recursive: true });
    writeFileSync(
      file('odd/master-1/etc/unitc/manifest.json'),
      manifest.replaceAll('etc/etcd/etcd.conf', '../../../../dev/null'),
    );
    await expect(readBuilt(file('odd/master-1'))).rejects.toThrow(/has a path that leaves the host's root/);
    writeFileSync(file('plain.tar'), readFileSync(path.join(import.meta.dirname, '../../golden/tls/spec.yaml')));
    expect(await readBuilt(file('plain.tar'))).toBeUndefined();
  });
});
