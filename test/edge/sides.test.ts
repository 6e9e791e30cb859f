/** What can be a side of `unitc diff` besides specs and what build wrote: hosts as they are; and which hosts are compared. */
import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { differingFiles } from '../support/differing-files.ts';
import { twoMembers as spec } from '../support/specs.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { put } from './trees.ts';

let at: string;
beforeEach(() => {
  at = temporaryDirectory();
  put(at, 'cluster.yaml', spec);
});
const run = (...words: string[]) => unitc(['-C', at, ...words]);
const diff = async (...words: string[]) => differingFiles(await run('diff', '--format', 'json', ...words));

describe('the root of a host', () => {
  test('with a manifest has what that lists, links above a path followed', async () => {
    await run('build', 'cluster.yaml', '-o', 'OUT');
    const root = path.join(at, 'OUT/master-1');
    put(root, 'etc/os-release', 'ID=debian\n');
    put(root, 'etc/systemd/system/foreign.service', '[Service]\nExecStart=/bin/true\n');
    expect(await diff('OUT/master-1', 'cluster.yaml')).toMatchObject({ exit: 0, stdout: '' });
    put(root, 'var/usrlocal/bin/etcdctl', 'another\n');
    rmSync(path.join(root, 'usr/local'), { recursive: true });
    symlinkSync('../var/usrlocal', path.join(root, 'usr/local'));
    const { stdout } = await diff('OUT/master-1', 'cluster.yaml');
    expect(stdout).toMatch(/^changed {2}master-1\/usr\/local\/bin\/etcdctl$/m);
    expect(stdout).not.toContain('foreign');
  });

  test('without one is looked at where the other side has files', async () => {
    put(at, 'root/etc/systemd/system/etcd.service', '[Service]\nExecStart=/usr/bin/etcd\n');
    put(at, 'root/etc/systemd/system/foreign.service', '[Service]\nExecStart=/bin/true\n');
    expect(await diff('root', 'cluster.yaml')).toMatchObject({
      exit: 2,
      stderr: 'unitc: which host it is is not known\n  = help: name one with `--host`: master-1, master-2\n',
    });
    const { stdout } = await diff('--host', 'master-2', 'root', 'cluster.yaml');
    expect(stdout).toMatch(/^changed {2}master-2\/etc\/systemd\/system\/etcd\.service$/m);
    expect(stdout).not.toContain('foreign');
    put(at, 'root/etc/hostname', 'master-1\n');
    expect((await diff('root', 'cluster.yaml')).stdout).toBe(stdout.replaceAll('master-2', 'master-1'));
  });

  test('is compared with another by all that systemd reads', async () => {
    for (const root of ['old', 'new']) {
      put(at, `${root}/etc/hostname`, 'web\n');
      put(
        at,
        `${root}/usr/lib/systemd/system/web.service`,
        '[Service]\nEnvironmentFile=-/etc/default/web\nExecStart=/bin/web\n',
      );
      put(at, `${root}/etc/default/web`, 'A=1\n');
      put(at, `${root}/home/somebody`, root);
    }
    expect((await diff('old', 'new')).stdout).toBe('');
    put(at, 'new/etc/default/web', 'A=2\n');
    put(at, 'new/etc/systemd/system/web.service.d/10.conf', '[Service]\nUser=web\n');
    put(at, 'new/etc/sysctl.d/web.conf', 'net.ipv4.ip_forward = 1\n');
    symlinkSync('/dev/null', path.join(at, 'new/etc/systemd/system/mask.service'));
    expect((await diff('old', 'new')).stdout).toBe(
      [
        'changed  web/etc/default/web',
        'added    web/etc/sysctl.d/web.conf',
        'added    web/etc/systemd/system/mask.service',
        'added    web/etc/systemd/system/web.service.d/10.conf',
        '',
      ].join('\n'),
    );
  });
});

describe('which hosts', () => {
  test('those that are named, of both sides', async () => {
    put(at, 'new.yaml', spec.replace('name: lab', 'name: other'));
    const { stdout } = await diff('--host', 'master-2', 'cluster.yaml', 'new.yaml');
    expect(stdout).toContain('changed  master-2/etc/systemd/system/etcd.service\n');
    expect(stdout).not.toContain('master-1');
    expect(await diff('--host', 'master-3', 'cluster.yaml', 'new.yaml')).toMatchObject({
      exit: 2,
      stderr: 'unitc: neither side has the host `master-3`\n  = help: did you mean `master-1`?\n',
    });
  });
});

test('a spec is compiled in the layout of the other side', async () => {
  await run('build', 'cluster.yaml', '--layout', 'package', '-o', 'OUT');
  for (const sides of [
    ['OUT', 'cluster.yaml'],
    ['cluster.yaml', 'OUT'],
  ]) {
    expect(await diff('--exit-code', ...sides)).toMatchObject({ exit: 0, stdout: '', stderr: '' });
  }
});

test('two unit files are states of one, whatever they are called', async () => {
  put(at, 'old.service', '[Service]\nExecStart=/bin/web --port 80\n');
  put(at, 'new.service', '# newer\n[Service]\nExecStart=/bin/web --port 81\n');
  put(at, 'same.service', '[Service]\n# another\nExecStart= /bin/web   --port 80\n');
  put(at, 'web.container', '[Container]\nImage=web:1\n');
  expect((await run('diff', 'old.service', 'new.service')).stdout).toMatch(/~ \[Service\] ExecStart .*80 → 81\n/);
  expect((await run('diff', 'old.service', 'same.service')).stdout).toContain('its text alone, which says the same');
  expect((await diff('web.container', 'web.container')).stdout).toBe('');
});

test('formats are those of a review, and others of other commands', async () => {
  expect(await run('diff', '--format', 'xml', 'cluster.yaml', 'cluster.yaml')).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(
      / argument 'xml' is invalid\. Allowed choices are text, concise, unified, side-by-side, json, markdown, sarif/,
    ),
  });
  expect(await run('check', '--format', 'unified', 'cluster.yaml')).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(/ argument 'unified' is invalid\. Allowed choices are text, concise, json, sarif, /),
  });
});
