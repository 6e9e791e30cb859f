/** On root directories of hosts that do not run; on a booted machine it is the machine tests that run it. */
import { cpSync, existsSync, mkdirSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOutput } from '../../src/outputs/index.ts';
import { treeOf } from '../support/compile.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import {
  actionsIn,
  base,
  content,
  contents,
  fewer,
  first,
  Host,
  planned,
  scheduler,
  second,
  state,
} from './support/apply-host.ts';
import { helperPath } from './support/programs.ts';
import { run } from './support/run.ts';

describe('apply', () => {
  it('installs a tree, enables its units, and has nothing to do after that', async () => {
    const host = new Host();
    expect(actionsIn(await host.apply(first))).toEqual(planned(new Host().root, first));
    for (const artifact of first) {
      if (artifact.type !== 'file') continue;
      expect(host.read(artifact.path)).toBe(artifact.content);
      expect(statSync(join(host.root, artifact.path)).mode & 0o777, artifact.path).toBe(artifact.mode);
    }
    const wants = join(host.root, 'etc/systemd/system/multi-user.target.wants');
    expect(readdirSync(wants)).toEqual(expect.arrayContaining(['etcd.service', 'kube-scheduler.service']));
    expect(await host.apply(first)).toMatch(/^note: .*\nnothing to do\n$/);
    expect(existsSync(join(host.root, state, 'pending'))).toBe(false);
  });

  it('takes archives, and the tree that it lies in itself', async () => {
    for (const as of ['tar', 'tar.gz']) {
      const host = new Host();
      const output = findOutput(as);
      if (output === undefined) throw new Error(as);
      const archive = join(host.directory, `host.${as}`);
      writeFileSync(archive, await output.encode(first, { epoch: 0 }));
      expect((await host.run([archive])).status).toBe(0);
      expect(host.read(scheduler)).toBe(content(first, scheduler));
    }
    const host = new Host();
    const own = join(host.tree(first), 'usr/local/libexec/unitc/apply');
    expect((await run('/bin/sh', [own, `--root=${host.root}`], { env: { PATH: process.env.PATH ?? '' } })).status).toBe(
      0,
    );
    expect(host.read(scheduler)).toBe(content(first, scheduler));
  });

  it('changes only what differs, and goes back and forth', async () => {
    const host = new Host();
    await host.apply(first);
    const before = host.files;
    const said = await host.apply(second);
    expect(actionsIn(said)).toEqual(
      [
        'etc/etcd/etcd.conf',
        scheduler,
        'etc/systemd/system/etcd.service',
        'etc/tmpfiles.d/etcd.conf',
        'usr/local/bin/etcdctl',
        'var/lib/containers/atomic/etcd.0/config.json',
        'var/lib/containers/atomic/etcd.0/info',
      ]
        .filter((path) => content(first, path) !== content(second, path))
        .map((path) => `change ${path}`),
    );
    const after = host.files;
    expect((await host.run(['--rollback'])).status).toBe(0);
    expect(host.files).toEqual(before);
    expect((await host.run(['--rollback'])).status).toBe(0);
    expect(host.files).toEqual(after);
  });

  it('removes what the tree no longer has, and disables its units', async () => {
    const host = new Host();
    await host.apply(first);
    const said = await host.apply(fewer);
    expect(said).toContain('- /etc/systemd/system/kube-apiserver.service\n');
    expect(existsSync(join(host.root, 'etc/systemd/system/kube-apiserver.service'))).toBe(false);
    expect(Object.keys(host.files).filter((path) => path.includes('kube-'))).toEqual([]);
    expect((await host.run(['--rollback'])).status).toBe(0);
    expect(host.read('etc/systemd/system/kube-apiserver.service')).toBe(
      content(first, 'etc/systemd/system/kube-apiserver.service'),
    );
  });

  it('a rollback of the first apply leaves what was there before', async () => {
    const host = new Host();
    host.edit('etc/kubernetes/mine', 'mine');
    const before = host.files;
    await host.apply(first);
    expect((await host.run(['--rollback'])).status).toBe(0);
    expect(host.files).toMatchObject(before);
    expect(Object.keys(host.files).filter((path) => !(path in before))).toEqual(['etc/unitc/manifest.json']);
  });

  it('keeps what was edited, and puts the new one beside it', async () => {
    const host = new Host();
    await host.apply(first);
    host.edit(scheduler, 'KUBE_SCHEDULER_ARGS="--mine"\n');
    host.edit('etc/kubernetes/apiserver', 'KUBE_API_ARGS="--mine"\n');
    const said = await host.apply(second);
    expect(said).toContain(
      `! /${scheduler} was edited here: it is kept, and the new one goes beside it as ${scheduler}.new\n`,
    );
    expect(host.read(scheduler)).toBe('KUBE_SCHEDULER_ARGS="--mine"\n');
    expect(host.read(`${scheduler}.new`)).toBe(content(second, scheduler));
    // Nothing new about this one.
    expect(host.read('etc/kubernetes/apiserver')).toBe('KUBE_API_ARGS="--mine"\n');
    expect(existsSync(join(host.root, 'etc/kubernetes/apiserver.new'))).toBe(false);
    expect((await host.run(['--rollback'])).status).toBe(0);
    expect(host.read(scheduler)).toBe('KUBE_SCHEDULER_ARGS="--mine"\n');
    expect(host.read('etc/etcd/etcd.conf')).toBe(content(first, 'etc/etcd/etcd.conf'));
  });

  it('takes what slot has put back for its own', async () => {
    const host = new Host();
    await host.apply(first);
    const before = host.read('var/lib/containers/atomic/etcd.0/config.json');
    await host.apply(second);
    host.edit('var/lib/containers/atomic/etcd.0/config.json', before);
    expect(planned(host.root, second)).toEqual(['change var/lib/containers/atomic/etcd.0/config.json']);
    expect(actionsIn(await host.apply(second))).toEqual(['change var/lib/containers/atomic/etcd.0/config.json']);
    expect(host.files['var/lib/containers/atomic/etcd.0/config.json']).not.toBe(before);
  });

  it('keeps what unitc did not make', async () => {
    const host = new Host();
    host.edit('etc/etcd/etcd.conf', 'ETCD_NAME=mine\n');
    expect(await host.apply(first)).toContain('! /etc/etcd/etcd.conf was edited here');
    expect(host.read('etc/etcd/etcd.conf')).toBe('ETCD_NAME=mine\n');
    expect(host.read('etc/etcd/etcd.conf.new')).toBe(content(first, 'etc/etcd/etcd.conf'));
  });

  it('a dry run changes nothing', async () => {
    const host = new Host();
    const before = contents(host.root);
    expect((await host.run(['--dry-run', host.tree(first)])).status).toBe(0);
    expect(contents(host.root)).toEqual(before);
  });

  it('refuses a tree that is damaged, and no tree at all', async () => {
    const host = new Host();
    const tree = host.tree(first);
    writeFileSync(join(tree, scheduler), 'half');
    const before = contents(host.root);
    const ran = await host.run([tree]);
    expect([ran.status, ran.stderr]).toEqual([
      1,
      `apply: ${tree} is damaged: ${scheduler} is not what its manifest says\n`,
    ]);
    for (const wrong of [join(host.directory, 'none'), host.root, helperPath('apply')]) {
      expect((await host.run([wrong])).status, wrong).toBe(1);
    }
    expect((await host.run(['--rollback'])).stderr).toContain('there is nothing to go back to');
    expect((await host.run(['--nonsense'])).status).toBe(64);
    expect((await host.run(['--rollback', tree])).status).toBe(64);
    expect(contents(host.root)).toEqual(before);
  });

  it.each([
    [
      'a directory in the way',
      (host: Host) => mkdirSync(join(host.root, scheduler), { recursive: true }),
      `/${scheduler} is a directory here`,
    ],
    [
      'an old systemd',
      (host: Host) =>
        cpSync(
          join(host.root, 'usr/lib/systemd/libsystemd-shared-252.so'),
          join(host.root, 'usr/lib/systemd/libsystemd-shared-219.so'),
        ),
      'systemd is 219 here',
    ],
    ['no runc', (host: Host) => rmSync(join(host.root, 'usr/sbin/runc')), 'there is no program /usr/sbin/runc'],
  ])('does nothing where something stands in the way: %s', async (what, harm, said) => {
    const host = new Host();
    harm(host);
    if (what === 'an old systemd') rmSync(join(host.root, 'usr/lib/systemd/libsystemd-shared-252.so'));
    const before = contents(host.root);
    const ran = await host.run([host.tree(first)]);
    expect(ran.status).toBe(2);
    expect(ran.stdout).toContain(`stop: ${said}`);
    expect(contents(host.root)).toEqual(before);
  });

  it('warns of what packages of the distribution have here', async () => {
    const host = new Host();
    host.edit('usr/lib/systemd/system/etcd.service', '[Service]\n');
    host.edit('usr/lib/systemd/system/kubelet.service', '[Service]\n');
    host.edit('etc/systemd/system/multi-user.target.wants/kubelet.service', '');
    mkdirSync(join(host.root, 'var/lib/etcd/default.etcd/member'), { recursive: true });
    const { stdout, status } = await host.preflight(first);
    expect(status).toBe(0);
    expect(stdout).toContain("warn: the package's etcd.service is replaced by ours");
    expect(stdout).toContain("warn: the package's kubelet.service is enabled and not in this tree");
    expect(stdout).toContain('warn: /var/lib/etcd/default.etcd/member holds the data of an earlier etcd');
  });

  it('names the files of the cluster that are missing', async () => {
    const host = new Host();
    const tls = treeOf(
      `${base}pki: { etcd: { dir: /etc/etcd/certs, ca: ca.crt, server: { cert: s.crt, key: s.key }, client: { cert: c.crt, key: c.key }, peer: { cert: p.crt, key: p.key } } }\n`,
    );
    const { stdout, status } = await host.preflight(tls);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^stop: there is no \/etc\/etcd\/\S+; `unitc pki` lists what it has to be$/m);
  });

  it('refuses the tree of another host', async () => {
    const host = new Host();
    await host.apply(first);
    const other = treeOf(base.replace('master-1', 'master-2'), 'master-2');
    const ran = await host.run([host.tree(other)]);
    expect([ran.status, ran.stdout.replace(/^note: .*\n/, '')]).toEqual([
      2,
      'stop: this host is master-1, and the tree is of master-2\n',
    ]);
  });

  it('remembers what an interrupted run still had to do', async () => {
    const host = new Host();
    await host.apply(first);
    const before = host.files;
    const path = temporaryDirectory();
    writeFileSync(join(path, 'systemctl'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const more = treeOf(
      `${base}components: { etcd: { snapshots: {} } }\nservices: { exporter: { image: "m.lab/exporter:1", target: docker } }\n`,
    );
    const failed = await host.run([host.tree(more)], `${path}:`);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain('that failed; the files are in place');
    const wants = join(host.root, 'etc/systemd/system/multi-user.target.wants/exporter.service');
    expect(existsSync(wants)).toBe(false);
    await host.apply(more);
    expect(readlinkSync(wants)).toBe('/etc/systemd/system/exporter.service');
    expect((await host.run(['--rollback'])).status).toBe(0);
    expect(host.files).toEqual(before);
  });
});
