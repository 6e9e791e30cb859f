/** `unitc verify`: what became of what build wrote. */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { put } from '../edge/trees.ts';
import { twoMembers as spec } from '../support/specs.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { unitc } from './run-case.ts';

let at: string;
beforeEach(() => {
  at = temporaryDirectory();
  put(at, 'cluster.yaml', spec);
});
const run = (...words: string[]) => unitc(['-C', at, ...words]);
const build = (...words: string[]) => run('build', 'cluster.yaml', ...words);

describe.each(['host', 'package'])('in the layout %s', (layout) => {
  const own = layout === 'host' ? 'usr/local/libexec/unitc' : 'usr/libexec/unitc';
  const units = layout === 'host' ? 'etc/systemd/system' : 'usr/lib/systemd/system';

  test('a directory, the tree of a host and an archive are as they were built', async () => {
    await build('--layout', layout, '-o', 'OUT');
    await build('--layout', layout, '--host', 'master-1', '-o', 'one.tar.gz');
    expect((await run('verify', 'OUT')).stderr).toMatch(/^✔ \d+ files of 2 hosts as built\n$/);
    for (const place of ['OUT/master-1', 'one.tar.gz']) {
      const ran = await run('verify', place);
      expect(ran).toMatchObject({ exit: 0, stdout: '', stderr: expect.stringMatching(/ files of 1 host as built\n$/) });
    }
  });

  test('every kind of difference is told, of the root of a host and of a directory of hosts', async () => {
    await build('--layout', layout, '-o', 'OUT');
    const host = (file: string) => path.join(at, 'OUT/master-1', file);
    writeFileSync(host('etc/etcd/etcd.conf'), 'edited');
    writeFileSync(host(`${units}/etcd.service`), 'changed');
    chmodSync(host(`${own}/slot`), 0o644);
    rmSync(host(`${own}/oci-config`));
    symlinkSync('slot', host(`${own}/oci-config`));
    rmSync(host(`${own}/wait-ready`));
    writeFileSync(host(`${own}/mine`), '');
    mkdirSync(host('etc/systemd/system/etcd.service.d'), { recursive: true });
    writeFileSync(host('etc/systemd/system/etcd.service.d/10.conf'), '');
    writeFileSync(host('etc/elsewhere'), '');
    // Packages may have brought more helpers than a host needs.
    const mine = { [`/${own}/mine`]: 'foreign' };
    const kinds = {
      ...(layout === 'host' ? mine : {}),
      [`/${own}/oci-config`]: 'changed',
      [`/${own}/slot`]: 'mode',
      [`/${own}/wait-ready`]: 'missing',
      [`/${units}/etcd.service`]: 'changed',
      '/etc/etcd/etcd.conf': 'edited',
      '/etc/systemd/system/etcd.service.d/10.conf': 'foreign',
    };
    const told = (stdout: string) =>
      Object.fromEntries([...stdout.matchAll(/^(\w+) +master-1:(.*)$/gm)].map(([, kind, file = '']) => [file, kind]));
    const root = await run('verify', 'OUT/master-1');
    expect(root).toMatchObject({ exit: 1, stderr: `✖ ${Object.keys(kinds).length} differences from what was built\n` });
    expect(told(root.stdout)).toEqual(kinds);
    // Of what build wrote, nothing else belongs there.
    const all = await run('verify', 'OUT');
    expect(told(all.stdout)).toEqual({ ...kinds, ...mine, '/etc/elsewhere': 'foreign' });
    expect((await run('--exit-zero', 'verify', 'OUT')).exit).toBe(0);
    const { differences } = JSON.parse((await run('--format', 'json', 'verify', 'OUT')).stdout);
    expect(differences).toHaveLength(8);
    expect(differences).toContainEqual({ host: 'master-1', kind: 'mode', path: `${own}/slot` });
  });
});

test('a unit of a package that one of its name hides is told with what hides it', async () => {
  await build('--layout', 'package', '-o', 'OUT');
  const host = (file: string) => path.join(at, 'OUT/master-1', file);
  const unit = 'usr/lib/systemd/system/etcd.service';
  mkdirSync(host('etc/systemd/system'), { recursive: true });
  symlinkSync(`/${unit}`, host('etc/systemd/system/etcd.service'));
  expect(await run('verify', 'OUT/master-1')).toMatchObject({ exit: 0, stdout: '' });
  for (const by of ['run/systemd/system/etcd.service', 'etc/systemd/system/etcd.service']) {
    rmSync(host(by), { force: true });
    mkdirSync(path.dirname(host(by)), { recursive: true });
    symlinkSync('/dev/null', host(by));
    expect(await run('verify', 'OUT/master-1')).toMatchObject({
      exit: 1,
      stdout: `hidden   master-1:/${unit} by /${by}\n`,
    });
    const { differences } = JSON.parse((await run('--format', 'json', 'verify', 'OUT/master-1')).stdout);
    expect(differences).toEqual([{ host: 'master-1', kind: 'hidden', path: unit, by }]);
  }
});

test('links above a path are followed below the root, as on ostree hosts', async () => {
  await build('-o', 'OUT');
  const root = path.join(at, 'OUT/master-1');
  mkdirSync(path.join(root, 'var'), { recursive: true });
  const { renameSync } = await import('node:fs');
  renameSync(path.join(root, 'usr/local'), path.join(root, 'var/usrlocal'));
  symlinkSync('/var/usrlocal', path.join(root, 'usr/local'));
  expect((await run('verify', 'OUT/master-1')).exit).toBe(0);
});

test.each([
  ['nothing', 'it does not exist'],
  ['.', 'holds nothing that build wrote'],
  ['cluster.yaml', 'cluster.yaml'],
])('%s is refused', async (place, message) => {
  const { exit, stderr } = await run('verify', place);
  expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(message) });
});
