/** A tarball over a tarball, killed before any of the programs by which `apply` changes something. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOutput } from '../../src/outputs/index.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { base, content, first, Host, scheduler, state } from '../manifests/support/apply-host.ts';
import { treeOf } from '../support/compile.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

/** Beside another scheduler: snapshots of etcd, with a timer, which the other does not have. */
const more = treeOf(`${base}components: { kube-scheduler: { flags: { v: 5 } }, etcd: { snapshots: {} } }\n`);
const timer = 'etc/systemd/system/etcd-snapshot.timer';
const programs = ['chmod', 'chown', 'cp', 'ln', 'mkdir', 'mv', 'rm', 'rmdir', 'systemctl', 'tar'];

async function archive(host: Host, name: string, tree: FileTree): Promise<string> {
  const file = join(host.directory, `${name}.tar`);
  const output = findOutput('tar');
  if (output === undefined) throw new Error('no output tar');
  writeFileSync(file, await output.encode(tree, { epoch: 0 }));
  return file;
}

/** Programs that count their calls, and kill whoever calls the nth: as if it had been kill -9 there. */
function counted(): { readonly path: string; readonly allow: (calls: number) => void; readonly left: () => number } {
  const path = temporaryDirectory();
  const count = join(path, 'count');
  for (const program of programs) {
    const real = ['/usr/bin', '/bin'].map((at) => `${at}/${program}`).find((file) => existsSync(file));
    const script = `#!/bin/sh\nn=$(cat ${count}); n=$((n - 1)); echo $n >${count}\n[ $n -ne 0 ] || { kill -KILL $PPID; exit 1; }\nexec ${real} "$@"\n`;
    writeFileSync(join(path, program), script, { mode: 0o755 });
  }
  return {
    path: `${path}:`,
    allow: (calls) => writeFileSync(count, `${calls + 1}\n`),
    left: () => Number(readFileSync(count, 'utf8')),
  };
}

/** What an administrator has beside and in ours. */
function administer(host: Host): void {
  host.edit('etc/kubernetes/apiserver', 'KUBE_API_ARGS="--mine"\n');
  host.edit('etc/kubernetes/mine', 'mine\n');
  host.edit('etc/systemd/system/etcd.service.d/10-mine.conf', '[Service]\nNice=5\n');
}

function expectAdministered(host: Host, when: string): void {
  expect(host.read('etc/kubernetes/apiserver'), when).toBe('KUBE_API_ARGS="--mine"\n');
  expect(host.read('etc/kubernetes/mine'), when).toBe('mine\n');
  expect(host.read('etc/systemd/system/etcd.service.d/10-mine.conf'), when).toContain('Nice=5');
}

describe('a tarball over a tarball', () => {
  it('removes what the new one no longer has, and keeps what was edited', async () => {
    const host = new Host();
    expect((await host.run([await archive(host, 'more', more)])).status).toBe(0);
    expect(host.read(timer)).toContain('[Timer]');
    administer(host);
    const ran = await host.run([await archive(host, 'first', first)]);
    expect(ran.status).toBe(0);
    const gone = [...more].map(({ path }) => path).filter((path) => first.get(path) === undefined);
    expect(gone).toContain(timer);
    expect(gone.filter((path) => existsSync(join(host.root, path)))).toEqual([]);
    expect(existsSync(join(host.root, 'etc/systemd/system/timers.target.wants/etcd-snapshot.timer'))).toBe(false);
    expect(host.read(scheduler)).toBe(content(first, scheduler));
    expectAdministered(host, 'after it');
  });

  it('is finished by the same once more, wherever it was killed', async () => {
    const killer = counted();
    const whole = new Host();
    await whole.run([await archive(whole, 'more', more)]);
    killer.allow(1_000_000);
    expect((await whole.run([await archive(whole, 'first', first)], killer.path)).status).toBe(0);
    const calls = 1_000_000 + 1 - killer.left();
    expect(calls).toBeGreaterThan(40);
    const expected = first.artifacts.flatMap((one) => (one.type === 'file' ? [one] : []));
    let killed = 0;
    // Every third: each takes half a second.
    for (let nth = 1; nth <= calls; nth += 3) {
      const host = new Host();
      await host.run([await archive(host, 'more', more)]);
      administer(host);
      const tarball = await archive(host, 'first', first);
      killer.allow(nth - 1);
      const cut = await host.run([tarball], killer.path);
      if (cut.status !== 0) killed += 1;
      expectAdministered(host, `killed at ${nth}`);
      // Whole files only, of the one or the other.
      for (const path of [scheduler, 'etc/systemd/system/etcd.service']) {
        expect([content(more, path), content(first, path)], `${path} at ${nth}`).toContain(host.read(path));
      }
      expect((await host.run([tarball])).status, `again after ${nth}`).toBe(0);
      for (const { path, content: text } of expected) {
        if (path !== 'etc/kubernetes/apiserver') expect(host.read(path), `${path} after ${nth}`).toBe(text);
      }
      expect(existsSync(join(host.root, timer)), `after ${nth}`).toBe(false);
      expectAdministered(host, `after ${nth}`);
      expect(Object.keys(host.files).filter((file) => file.endsWith('.unitc'))).toEqual([]);
      expect(existsSync(join(host.root, state, 'pending'))).toBe(false);
    }
    expect(killed).toBeGreaterThan(10);
  });
});
