/**
 * Our packages as rpm-ostree layers them: files into a new tree, then the scriptlets in a sandbox like its own
 * (src/libpriv/rpmostree-scripts.cxx, rust/src/bwrap.rs): no systemd, no network, /var read-only, few capabilities.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRpmHeader } from '../../src/edge/rpm-file.ts';
import { unitc } from '../cli/run-case.ts';
import { onDisk } from '../edge/trees.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { fetchMacros, macros, rpmOfSystemd } from './systemd-macros.ts';

const capabilities = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
const sandbox = [
  ...['--die-with-parent', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-net', '--chdir', '/'],
  ...['--cap-drop', 'ALL', ...capabilities.flatMap((one) => ['--cap-add', `CAP_${one}`])],
  ...['--symlink', 'usr/bin', '/bin', '--symlink', 'usr/sbin', '/sbin', '--symlink', 'usr/lib', '/lib'],
  ...['--symlink', 'usr/lib64', '/lib64', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/run', '--tmpfs', '/tmp'],
  ...['--clearenv', '--setenv', 'PATH', '/usr/sbin:/usr/bin', '--setenv', 'SYSTEMD_OFFLINE', '1'],
];

/** Of this machine's /usr, with the packages' on top; what scriptlets write there goes to /over/up, and is printed. */
const script = `set -eu; at=$1; shift
mount -t tmpfs tmpfs "$at/over"
mkdir "$at/over/up" "$at/over/work"
mount -t overlay overlay -o "lowerdir=$at/root/usr:/usr,upperdir=$at/over/up,workdir=$at/over/work" "$at/usr"
mount --bind "$at/root/var" "$at/var"
for file in "$at"/scriptlets/*; do
  bwrap "$@" --bind "$at/usr" /usr --bind "$at/root/etc" /etc --ro-bind "$at/var" /var --tmpfs /var/tmp \\
    --ro-bind /dev/null /run/ostree-booted --ro-bind "$at/scriptlets" /tmp/scriptlets /bin/sh "/tmp/scriptlets/\${file##*/}" 1
done
cd "$at/over/up" && find . -mindepth 1`;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Each has $1 = 1, whatever was installed before. */
function layer(at: string, scriptlets: readonly string[]): Ran {
  for (const name of ['over', 'usr', 'var', 'scriptlets']) mkdirSync(path.join(at, name), { recursive: true });
  for (const name of readdirSync(path.join(at, 'scriptlets'))) execFileSync('rm', [path.join(at, 'scriptlets', name)]);
  for (const [index, body] of scriptlets.entries()) {
    writeFileSync(path.join(at, 'scriptlets', String(index).padStart(3, '0')), body);
  }
  const words = ['--mount', 'sh', '-c', script, 'sh', at, ...sandbox];
  const { status, stdout, stderr } = spawnSync('unshare', words, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

let packages: string[] = [];
let at = '';
beforeAll(async () => {
  fetchMacros();
  at = temporaryDirectory();
  copyFileSync('golden/package-layout/spec.yaml', path.join(at, 'cluster.yaml'));
  const built = await unitc(['-C', at, 'build', 'cluster.yaml', '--as', 'rpm', '--rpm-macros', macros, '-o', 'RPMS']);
  expect(built.exit).toBe(0);
  packages = readdirSync(path.join(at, 'RPMS'))
    .filter((name) => !/node/.test(name))
    .map((name) => path.join(at, 'RPMS', name));
  const root = path.join(at, 'root');
  for (const name of ['etc', 'usr/lib/systemd', 'var/lib', 'var/tmp'])
    mkdirSync(path.join(root, name), { recursive: true });
  const database = ['--root', root, '--dbpath', '/usr/share/rpm', '--nodeps', '--noscripts'];
  execFileSync('rpm', [...database, '-i', ...packages], { stdio: 'pipe' });
  // The base of the host has an engine.
  writeFileSync(path.join(root, 'usr/lib/systemd/system/docker.service'), '[Service]\nExecStart=/usr/bin/dockerd\n');
  copyFileSync(
    path.join(rpmOfSystemd, 'systemd-update-helper'),
    path.join(root, 'usr/lib/systemd/systemd-update-helper'),
  );
  chmodSync(path.join(root, 'usr/lib/systemd/systemd-update-helper'), 0o755);
}, 600_000);

function bodies(kinds: readonly string[]): string[] {
  return kinds.flatMap((kind) =>
    packages.flatMap((file) => {
      const read = readRpmHeader(file);
      if (!read.ok) throw new Error(read.reason);
      return read.header.scriptlets.filter((one) => one.kind === kind).map(({ body }) => body);
    }),
  );
}

describe('the sandbox', () => {
  it.each([
    ['mkdir /var/lib/x', 'Read-only file system'],
    ['systemctl start etcd.service', ''],
    ['touch /var/tmp/x /run/x && mount -t tmpfs x /tmp', 'permission denied'],
    ['ls /var/lib/x', 'No such file'],
  ])('has nothing for %s', (body, said) => {
    const { status, stderr } = layer(at, [body]);
    // Without a running systemd, systemctl does nothing and says so.
    if (said === '') expect(stderr).toMatch(/ignoring command|not been booted|offline/i);
    else {
      expect(status).not.toBe(0);
      expect(stderr).toContain(said);
    }
  });

  it('has /usr and /etc of the new tree', () => {
    const { status, stdout } = layer(at, [
      'test -d /etc/kubernetes && test -x /usr/libexec/unitc/slot && touch /usr/x',
    ]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: './x\n' });
  });
});

describe('scriptlets of our packages', () => {
  const wants = () => readdirSync(path.join(at, 'root/etc/systemd/system/multi-user.target.wants')).sort();

  it('enable what the presets name, and do nothing else', () => {
    const before = onDisk(path.join(at, 'root/etc'));
    const all = bodies(['pre', 'post', 'posttrans']);
    expect(all.length).toBeGreaterThan(2);
    const ran = layer(at, all);
    expect({ status: ran.status, stdout: ran.stdout }).toEqual({ status: 0, stdout: '' });
    expect(ran.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('Created symlink'))).toEqual([]);
    expect(wants()).toEqual(
      expect.arrayContaining(['etcd.service', 'flanneld.service', 'kube-apiserver.service', 'kube-scheduler.service']),
    );
    const after = onDisk(path.join(at, 'root/etc'));
    const added = Object.keys(after).filter((file) => !(file in before));
    expect(
      added.filter((file) => !after[file]?.endsWith('/') && !/^systemd\/system\/[^/]+\.(wants|requires)\//.test(file)),
    ).toEqual([]);
    expect(Object.keys(before).filter((file) => after[file] !== before[file])).toEqual([]);
    expect(readdirSync(path.join(at, 'root/var/lib'))).toEqual([]);
  });

  it('run again with every transaction without harm, as for the first time', () => {
    const before = onDisk(path.join(at, 'root/etc'));
    const ran = layer(at, bodies(['pre', 'post', 'posttrans']));
    expect(ran).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(onDisk(path.join(at, 'root/etc'))).toEqual(before);
  });

  it('of a removal do no harm there either', () => {
    const said = layer(at, bodies(['postun']));
    expect({ status: said.status, stdout: said.stdout }).toEqual({ status: 0, stdout: '' });
    expect(readFileSync(path.join(at, 'root/etc/kubernetes/config'), 'utf8')).toContain('KUBE_LOGTOSTDERR');
  });
});
