/**
 * Real programs take the images of golden/system-image: podman builds the Containerfile, systemctl presets and enables,
 * systemd-tmpfiles makes what is in /var, systemd-sysext merges. bootc and systemd-confext are not in Debian 12: the
 * Containerfile's last line is left out here, and the rules of bootc are those of test/outputs/system-image.test.ts.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const spec = path.resolve('golden/system-image/spec.yaml');

let at: string;
beforeAll(() => {
  at = temporaryDirectory();
});

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', cwd: at, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function build(...words: string[]): Promise<void> {
  const { exit, stderr } = await unitc(['-C', at, 'build', spec, ...words]);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.stringMatching(/^✔ 1 host/) });
}

/** Programs of this machine with their libraries, busybox as the shell. */
function base(directory: string): void {
  for (const program of ['/bin/busybox', '/bin/systemctl']) {
    const libraries = [...run('ldd', [program]).matchAll(/\/\S+/g)].map(([library]) => library);
    for (const file of [program, ...libraries]) {
      mkdirSync(path.join(directory, path.dirname(file)), { recursive: true });
      cpSync(file, path.join(directory, file), { dereference: true });
    }
  }
  symlinkSync('busybox', path.join(directory, 'bin/sh'));
  for (const empty of ['etc', 'usr/lib', 'var', 'run', 'tmp', 'boot']) {
    mkdirSync(path.join(directory, empty), { recursive: true });
  }
  writeFileSync(path.join(directory, 'etc/os-release'), 'ID=test\n');
}

function links(directory: string): Record<string, string> {
  const found = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(wants|requires)\//.test(name))
    .map((name) => [name, path.basename(readlinkSync(path.join(directory, name)))]);
  return Object.fromEntries(found);
}

describe('a Containerfile', () => {
  let root: string;
  beforeAll(async () => {
    // Directories of the context get the modes that whoever builds has for new ones.
    const before = process.umask(0o077);
    try {
      await build('--as', 'containerfile', '--base', 'localhost/base:1', '-o', 'IMAGES');
    } finally {
      process.umask(before);
    }
    base(path.join(at, 'base'));
    writeFileSync(path.join(at, 'base-file'), 'FROM scratch\nCOPY . /\n');
    const context = path.join(at, 'IMAGES/master-1');
    const text = readFileSync(path.join(context, 'Containerfile'), 'utf8');
    expect(text).toMatch(/\nRUN bootc container lint\n$/);
    writeFileSync(path.join(at, 'without-lint'), text.replace(/RUN bootc.*\n$/, ''));
    const podman = (...words: string[]) =>
      run('podman', ['--root', 'store', '--runroot', 'run', '--storage-driver', 'vfs', ...words]);
    podman('build', '--quiet', '--file', 'base-file', '--tag', 'localhost/base:1', 'base');
    podman('build', '--quiet', '--isolation', 'chroot', '--file', 'without-lint', '--tag', 'localhost/lab:1', context);
    const container = podman('create', 'localhost/lab:1', '/bin/sh').trim();
    podman('export', '--output', 'root.tar', container);
    root = path.join(at, 'root');
    mkdirSync(root);
    run('tar', ['-xpf', 'root.tar', '-C', root]);
  });

  test('is built, with what the host has, and root’s', () => {
    for (const file of ['usr/lib/systemd/system/etcd.service', 'usr/bin/etcdctl', 'etc/kubernetes/apiserver']) {
      const { uid, gid, mode } = statSync(path.join(root, file));
      expect([file, uid, gid, (mode & 0o777).toString(8)]).toEqual([file, 0, 0, file.includes('bin') ? '755' : '644']);
    }
    expect(existsSync(path.join(root, 'Containerfile'))).toBe(false);
    expect(existsSync(path.join(root, 'unitc.manifest.json'))).toBe(false);
  });

  test('leaves the system’s own directories as they are, and readable ones of ours', () => {
    for (const directory of ['etc', 'usr', 'usr/lib', 'usr/bin', 'usr/lib/systemd/system', 'etc/kubernetes']) {
      expect([directory, (statSync(path.join(root, directory)).mode & 0o777).toString(8)]).toEqual([directory, '755']);
    }
  });

  test('puts nothing where bootc has no place for it', () => {
    for (const directory of ['var', 'run', 'tmp', 'boot']) {
      expect([directory, readdirSync(path.join(root, directory))]).toEqual([directory, []]);
    }
    for (const directory of ['usr/etc', 'usr/local', 'opt']) expect(existsSync(path.join(root, directory))).toBe(false);
  });

  test('enables what a sysext has links for, and so would systemctl enable', async () => {
    await build('--as', 'sysext', '-o', 'SYSEXT');
    const units = 'usr/lib/systemd/system';
    const ours = links(path.join(at, 'SYSEXT/unitc-lab-master-1', units));
    expect(Object.keys(ours).length).toBeGreaterThan(5);
    expect(links(path.join(root, 'etc/systemd/system'))).toEqual(ours);
    const copy = path.join(at, 'enabled');
    mkdirSync(path.join(copy, 'etc'), { recursive: true });
    cpSync(path.join(root, 'usr'), path.join(copy, 'usr'), { recursive: true });
    run('systemctl', ['--root', copy, 'preset-all']);
    expect(links(path.join(copy, 'etc/systemd/system'))).toEqual(ours);
  });

  test('has in tmpfiles.d what makes /var', () => {
    run('systemd-tmpfiles', ['--root', root, '--create', '--prefix=/var']);
    expect(readlinkSync(path.join(root, 'var/lib/containers/atomic/etcd.0/config.json'))).toBe(
      '/usr/lib/unitc/containers/etcd.0/config.json',
    );
    expect(statSync(path.join(root, 'var/lib/etcd')).isDirectory()).toBe(true);
  });
});

describe('a sysext', () => {
  test('is merged into a host of another system, and taken out again', async () => {
    await build('--as', 'sysext', '-o', 'MERGED');
    const host = path.join(at, 'host');
    for (const directory of ['usr/lib', 'etc', 'var/lib/extensions'])
      mkdirSync(path.join(host, directory), { recursive: true });
    writeFileSync(path.join(host, 'usr/lib/os-release'), 'ID=someos\nVERSION_ID=12\n');
    symlinkSync('../usr/lib/os-release', path.join(host, 'etc/os-release'));
    cpSync(path.join(at, 'MERGED/unitc-lab-master-1'), path.join(host, 'var/lib/extensions/unitc-lab-master-1'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    // It mounts in a namespace of its own, and what it mounts comes back only where mounts are shared.
    const script = `
set -e
mount --make-rshared /
mount -t tmpfs tmpfs /run
systemd-sysext --root="$1" merge
cat "$1"/usr/lib/systemd/system/etcd.service
ls "$1"/usr/lib/systemd/system/multi-user.target.wants
if touch "$1"/usr/lib/x; then exit 1; fi
systemd-sysext --root="$1" unmerge
ls "$1"/usr/lib
`;
    const said = run('unshare', ['-m', '--propagation', 'private', 'sh', '-c', script, 'sh', host]);
    const unit = readFileSync(path.join(at, 'MERGED/unitc-lab-master-1/usr/lib/systemd/system/etcd.service'), 'utf8');
    expect(said.startsWith(unit)).toBe(true);
    expect(said).toContain('\nkube-apiserver.service\n');
    expect(said).toMatch(/\nos-release\n$/);
  });
});
