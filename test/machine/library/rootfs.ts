/** The Debian root file system and the etcd image, both made once by mmdebstrap and kept under a hash of their recipe. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from './command.ts';
import { cacheDir, runsDir } from './project.ts';

export interface Base {
  /** Root file system; never booted itself, only as the lower side of an overlay. */
  readonly rootfs: string;
  /** Root file system of the etcd image, as `docker import` takes it. */
  readonly etcdTar: string;
}

/** What distinguishes the root file systems of suites. */
export interface Flavour {
  /** Of its folder in the cache. */
  readonly name: string;
  /** Packages beside those of every machine. */
  readonly packages: readonly string[];
  /** Shell for the root file system at $root, when the packages are installed. */
  readonly hook: string;
  /** Shell that PID 1 runs before it becomes systemd. */
  readonly preinit: string;
}

/**
 * The stand-in for atomic is written in what atomic is; packages are installed by the real rpm. cloud-init and the
 * registry are asleep but where a step wakes them.
 */
export const machineFlavour: Flavour = {
  name: 'base',
  packages: ['python3', 'rpm', 'cloud-init', 'docker-registry'],
  hook: `rm -f "$root/etc/systemd/system/multi-user.target.wants/docker-registry.service"
touch "$root/etc/cloud/cloud-init.disabled"
`,
  preinit: '',
};

const suite = 'bookworm';
const packages = [
  'systemd-sysv',
  'dbus',
  'runc',
  'iproute2',
  'procps',
  'docker.io',
  'iptables',
  'curl',
  'skopeo',
  'umoci',
];

/** What Debian 12 has, and the base with it. */
export const debianEtcd = '3.4.23';

/** In the base these two are put aside: docker's machine fetches images by docker, and others get them back. */
export const putAside = { folder: '/usr/libexec/lab', programs: ['skopeo', 'umoci'] } as const;

/** Gives them back to the root of a machine that has not booted. */
export function bringBack(root: string): void {
  for (const program of putAside.programs) {
    symlinkSync(path.join(putAside.folder, program), path.join(root, 'usr/bin', program));
  }
}

/**
 * PID 1 of the machine: nspawn mounts the version 1 controllers read-only, and etcd and the apiserver want the
 * address of the spec, where the machine is in no network that brings one; then systemd takes over.
 */
const preinit = (flavour: Flavour): string => `#!/bin/sh
for d in /sys/fs/cgroup /sys/fs/cgroup/*; do mountpoint -q "$d" && mount -o remount,bind,rw "$d"; done
if ! ip link show dev eth0 >/dev/null 2>&1; then
  ip link add lab0 type veth peer name lab1
  ip address add 192.168.122.2/24 dev lab0
  ip link set lab0 up
  ip link set lab1 up
  ip route add default via 192.168.122.1
fi
${flavour.preinit}exec /lib/systemd/systemd
`;

/** As on an ostree host, where only /etc and /var are the administrator's. */
const links: readonly (readonly [string, string])[] = [
  ['usr/local', 'var/usrlocal'],
  ['opt', 'var/opt'],
  ['srv', 'var/srv'],
  ['mnt', 'var/mnt'],
  ['home', 'var/home'],
  ['root', 'var/roothome'],
];

/**
 * Runs inside mmdebstrap with the new root as $1: the links, and below /etcd.tmp the root of the etcd image, whose
 * programs lie where the published image has them.
 */
const hook = (flavour: Flavour): string => `#!/bin/sh
set -eu
root=$1
for pair in ${links.map(([from, to]) => `${from}:${to}`).join(' ')}; do
  from=\${pair%%:*} to=\${pair#*:}
  mv "$root/$from" "$root/$to"
  case $from in usr/*) ln -s "../$to" "$root/$from";; *) ln -s "$to" "$root/$from";; esac
done
mkdir -p "$root${putAside.folder}"
for program in ${putAside.programs.join(' ')}; do mv "$root/usr/bin/$program" "$root${putAside.folder}/"; done
mkdir -p "$root/etcd.tmp/debs" "$root/etcd.tmp/x"
cd "$root/etcd.tmp/debs"
APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get -qq -o APT::Sandbox::User=root download etcd-server etcd-client
for deb in ./*.deb; do dpkg-deb -x "$deb" ../x; done
cd ..
mkdir -p image/usr/local/bin image/lib64 image/lib/x86_64-linux-gnu image/etc image/proc image/sys image/dev image/tmp image/run image/var/lib
cp x/usr/bin/etcd x/usr/bin/etcdctl image/usr/local/bin/
cp -L "$root/lib64/ld-linux-x86-64.so.2" image/lib64/
cp -L "$root/lib/x86_64-linux-gnu/libc.so.6" image/lib/x86_64-linux-gnu/
echo 'root:x:0:0:root:/root:/bin/sh' > image/etc/passwd
echo 'root:x:0:' > image/etc/group
${flavour.hook}`;

const hosts = '127.0.0.1 localhost\n192.168.122.2 master-1 centos-master\n';
/** Timers of the packages (apt, dpkg, logrotate) have no place in a test of minutes. */
const silenced = ['etc/systemd/system/timers.target.wants', 'etc/machine-id', 'etc/resolv.conf'];

function packagesOf(flavour: Flavour): readonly string[] {
  return [...packages, ...flavour.packages];
}

function recipe(flavour: Flavour): string {
  const scripts = [preinit(flavour), hook(flavour), finish.toString()];
  return createHash('sha256')
    .update(JSON.stringify([suite, packagesOf(flavour), ...scripts, hosts, silenced]))
    .digest('hex')
    .slice(0, 12);
}

async function debstrap(flavour: Flavour, root: string, hookFile: string): Promise<void> {
  const args = ['--quiet', '--variant=minbase', `--include=${packagesOf(flavour).join(',')}`];
  args.push('--aptopt=APT::Install-Recommends "false"', `--customize-hook=${hookFile} "$1"`, suite, root);
  await must('mmdebstrap', args, { timeout: 900 });
}

function finish(flavour: Flavour, root: string): void {
  for (const name of silenced) rmSync(path.join(root, name), { recursive: true, force: true });
  // Empty: the first boot makes an id. A missing file would make every boot a first boot (machine-id(5)).
  writeFileSync(path.join(root, 'etc/machine-id'), '');
  writeFileSync(path.join(root, 'etc/resolv.conf'), '');
  writeFileSync(path.join(root, 'etc/hosts'), hosts);
  writeFileSync(path.join(root, 'etc/hostname'), 'master-1\n');
  writeFileSync(path.join(root, 'usr/sbin/preinit'), preinit(flavour), { mode: 0o755 });
}

/** Bases of older recipes, and drafts of builds that were killed; kept while any run may stand on them. */
function removeOthers(flavour: Flavour, dir: string): void {
  if (existsSync(runsDir) && readdirSync(runsDir).length > 0) return;
  for (const name of existsSync(cacheDir) ? readdirSync(cacheDir) : []) {
    const match = new RegExp(`^${flavour.name}-[0-9a-f]+(?:\\.(\\d+))?$`).exec(name);
    const other = path.join(cacheDir, name);
    if (match === null || other === dir) continue;
    const [, builder] = match;
    if (builder !== undefined && existsSync(`/proc/${builder}`)) continue;
    rmSync(other, { recursive: true, force: true });
  }
}

/** The base of a suite's machines; half a minute when it is not there yet. */
export async function base(flavour: Flavour): Promise<Base> {
  const dir = path.join(cacheDir, `${flavour.name}-${recipe(flavour)}`);
  const made = { rootfs: path.join(dir, 'rootfs'), etcdTar: path.join(dir, 'etcd.tar') };
  if (existsSync(dir)) return made;
  removeOthers(flavour, dir);
  const draft = `${dir}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    const root = path.join(draft, 'rootfs');
    const hookFile = path.join(draft, 'hook');
    writeFileSync(hookFile, hook(flavour), { mode: 0o755 });
    await debstrap(flavour, root, hookFile);
    await must('tar', ['-C', path.join(root, 'etcd.tmp/image'), '-cf', path.join(draft, 'etcd.tar'), '.']);
    rmSync(path.join(root, 'etcd.tmp'), { recursive: true });
    finish(flavour, root);
    // Another run may have been quicker: its result is the same.
    if (!existsSync(dir)) renameSync(draft, dir);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return made;
}
