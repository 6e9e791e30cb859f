/** `configFiles: admin` on a host: systemd-tmpfiles at boot, and copy-defaults with the real one before a unit starts. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const tree = 'golden/admin-files/hosts/master-1';
const copied = [
  ...['config', 'apiserver', 'controller-manager', 'scheduler', 'kubelet', 'proxy'].map(
    (name) => `etc/kubernetes/${name}`,
  ),
  'etc/etcd/etcd.conf',
  'etc/sysconfig/flanneld',
];
const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** The tree as it is unpacked, and the programs of this machine. */
function unpacked(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'unitc-admin-'));
  roots.push(root);
  for (const directory of ['usr/bin', 'usr/lib', 'usr/lib64', 'usr/etc', 'proc', 'dev']) {
    mkdirSync(path.join(root, directory), { recursive: true });
  }
  for (const name of ['bin', 'lib', 'lib64']) symlinkSync(`usr/${name}`, path.join(root, name));
  unpack(root);
  return root;
}

function unpack(root: string): void {
  for (const directory of ['etc', 'usr/local'])
    cpSync(path.join(tree, directory), path.join(root, directory), { recursive: true });
}

/** As systemd-tmpfiles-setup.service does it at boot. */
async function boot(root: string): Promise<string> {
  const { stdout, stderr } = await run('systemd-tmpfiles', [`--root=${root}`, '--create']);
  return stdout + stderr;
}

/** What the unit runs before it starts, below the root. */
async function start(root: string, unit: string): Promise<string> {
  const content = readFileSync(path.join(root, `etc/systemd/system/${unit}.service`), 'utf8');
  const command = /^ExecStartPre=(\S*copy-defaults .*)$/m.exec(content)?.[1] ?? '';
  expect(command).toBe(`/usr/local/libexec/unitc/copy-defaults /etc/tmpfiles.d/${unit}.conf`);
  const script = `
    for directory in usr/bin usr/lib usr/lib64 proc dev; do mount --rbind "/$directory" "${root}/$directory"; done
    exec chroot "${root}" ${command}`;
  const { stdout, stderr } = await run('unshare', ['--mount', 'sh', '-e', '-c', script]);
  return stdout + stderr;
}

const read = (root: string, file: string) => readFileSync(path.join(root, file), 'utf8');
const modeOf = (root: string, file: string) => {
  const { mode, uid, gid } = statSync(path.join(root, file));
  return { mode: mode & 0o777, uid, gid };
};

describe('at boot', () => {
  test('each default is copied, with mode and owner, and a second boot is quiet', async () => {
    const root = unpacked();
    expect(await boot(root)).toBe('');
    for (const file of copied) {
      expect(read(root, file)).toBe(read(root, `etc/unitc/defaults/${file}`));
      expect(modeOf(root, file), file).toEqual({ mode: 0o644, uid: 0, gid: 0 });
    }
    expect(await boot(root)).toBe('');
  });

  test('an edited file stays, with its own mode and owner, through unpacking and boots', async () => {
    const root = unpacked();
    await boot(root);
    const file = path.join(root, 'etc/kubernetes/apiserver');
    writeFileSync(file, 'KUBE_API_ARGS="--v=4"\n');
    chmodSync(file, 0o640);
    unpack(root);
    expect(await boot(root)).toBe('');
    expect(await start(root, 'kube-apiserver')).toBe('');
    expect(read(root, 'etc/kubernetes/apiserver')).toBe('KUBE_API_ARGS="--v=4"\n');
    expect(modeOf(root, 'etc/kubernetes/apiserver').mode).toBe(0o640);
  });
});

describe('before the first start, without a boot', () => {
  test('a unit has its files, and only its own', async () => {
    const root = unpacked();
    expect(await start(root, 'kube-scheduler')).toBe('');
    for (const file of ['config', 'scheduler']) {
      expect(read(root, `etc/kubernetes/${file}`)).toBe(read(root, `etc/unitc/defaults/etc/kubernetes/${file}`));
      expect(modeOf(root, `etc/kubernetes/${file}`)).toEqual({ mode: 0o644, uid: 0, gid: 0 });
    }
    expect(() => statSync(path.join(root, 'etc/kubernetes/apiserver'))).toThrow('ENOENT');
    expect(await start(root, 'kube-scheduler')).toBe('');
  });

  test('a package’s file that nobody edited is replaced, an edited one stays', async () => {
    const root = unpacked();
    for (const at of ['usr/etc/kubernetes', 'etc/kubernetes']) {
      mkdirSync(path.join(root, at), { recursive: true });
      writeFileSync(path.join(root, at, 'config'), 'KUBE_MASTER="--master=http://127.0.0.1:8080"\n');
      writeFileSync(path.join(root, at, 'kubelet'), 'KUBELET_ARGS=""\n');
    }
    writeFileSync(path.join(root, 'etc/kubernetes/kubelet'), 'KUBELET_ARGS="--v=4"\n');
    // A boot before: the lines themselves leave everything alone that is there.
    await boot(root);
    expect(read(root, 'etc/kubernetes/config')).toContain('127.0.0.1');
    expect(await start(root, 'kubelet')).toBe(
      'copy-defaults: /etc/kubernetes/config was as the system has it, and is replaced\n',
    );
    expect(read(root, 'etc/kubernetes/config')).toBe(read(root, 'etc/unitc/defaults/etc/kubernetes/config'));
    expect(read(root, 'etc/kubernetes/kubelet')).toBe('KUBELET_ARGS="--v=4"\n');
    expect(await start(root, 'kubelet')).toBe('');
  });
});
