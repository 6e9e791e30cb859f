/** docs/hardening.md as the kernel sees it: a program in the place of etcd and flanneld, under the real runc. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { locate } from '../manifests/support/programs.ts';
import { fileOf, treeOf } from '../support/compile.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const directory = temporaryDirectory();
const bundle = join(directory, 'bundle');
const program = '/usr/bin/hardening';
const spec = (etcd: object = {}, host: object = { os: 'centos-atomic' }) =>
  JSON.stringify({
    host,
    images: { family: 'distribution', mirror: 'm.lab' },
    kubernetes: { version: '1.5.2' },
    hosts: { 'master-1': { address: '10.0.0.1', roles: ['etcd', 'control-plane'] } },
    flannel: {},
    components: { etcd: { command: program, ...etcd }, flanneld: { command: program } },
  });

/** The directories of the host lie below a directory of the test; this machine may not raise its limit of files. */
function bundleOf(name: string, etcd: object, args: readonly string[]): void {
  const { content } = fileOf(treeOf(spec(etcd)), `var/lib/containers/atomic/${name}.0/config.json`);
  const text = content.replace(/"source": "(\/(?:etc|var|run)\/[^"]+)"/g, (whole, source: string) => {
    if (source === '/etc/hosts' || source === '/etc/resolv.conf') return whole;
    mkdirSync(join(directory, source), { recursive: true });
    return `"source": "${join(directory, source)}"`;
  });
  const words = text.replace(`"${program}"`, [program, ...args].map((word) => JSON.stringify(word)).join(', '));
  writeFileSync(join(bundle, 'config.json'), words.replace(/("hard"|"soft"): 16384/g, '$1: 1024'));
}

function told(name: string, etcd: object = {}, ...args: string[]) {
  bundleOf(name, etcd, args);
  const container = `unitc-hardening-${process.pid}`;
  const ran = spawnSync(locate('runc'), ['run', '--bundle', bundle, container], { encoding: 'utf8' });
  spawnSync(locate('runc'), ['delete', '-f', container]);
  return ran;
}

beforeAll(() => {
  mkdirSync(join(bundle, 'rootfs/usr/bin'), { recursive: true });
  execFileSync(locate('gcc'), ['-static', '-o', join(bundle, 'rootfs', program), 'test/oracle/hardening.c']);
});

const page = readFileSync('docs/hardening.md', 'utf8');
/** The names in the rows of the page for a process. */
const kept = (name: string) =>
  [...page.matchAll(/^\| (\w+) \| `(CAP_\w+)` \|/gm)].flatMap(([, process, capability]) =>
    process === name ? [capability] : [],
  );
/** Bits of capabilities(7). */
const bits: Readonly<Record<string, bigint>> = {
  CAP_DAC_READ_SEARCH: 2n,
  CAP_NET_BIND_SERVICE: 10n,
  CAP_NET_ADMIN: 12n,
  CAP_NET_RAW: 13n,
};

describe.each(['etcd', 'flanneld'])('%s', (name) => {
  let output = '';
  beforeAll(() => {
    const ran = told(name);
    expect({ status: ran.status, stderr: ran.stderr }).toEqual({ status: 0, stderr: '' });
    output = ran.stdout;
  });

  test('has the capabilities of the page, and no others', () => {
    const mask = kept(name).reduce((sum, capability) => sum | (1n << (bits[capability ?? ''] ?? 63n)), 0n);
    expect(mask).not.toBe(0n);
    for (const set of ['Inh', 'Prm', 'Eff', 'Bnd', 'Amb']) {
      expect(output).toContain(`Cap${set}:\t${mask.toString(16).padStart(16, '0')}\n`);
    }
  });
  test('gains no privileges and is filtered', () => {
    expect(output).toContain('NoNewPrivs:\t1\n');
    expect(output).toContain('Seccomp:\t2\n');
    expect(output).toContain('files: 1024 1024\n');
  });
  test.each(['unshare', 'clone', 'mount', 'ptrace', 'keyctl', 'bpf', 'swapon', 'personality'])('may not %s', (call) => {
    expect(output).toContain(`${call}: EPERM\n`);
  });
  test.each(['thread', 'epoll', 'socket', 'netlink', 'anonymous', 'getrandom'])('has %s', (call) => {
    expect(output).toContain(`${call}: done\n`);
  });
  test('is told that the kernel has no clone3, so that libc takes clone', () => {
    expect(output).toContain('clone3: ENOSYS\n');
  });
  test('sees /proc/sys read-only unless it sets the kernel, and nothing of what is masked', () => {
    expect(output).toContain(`/proc/sys: ${name === 'etcd' ? 'EROFS' : 'done'}\n`);
    for (const path of ['/proc/kcore', '/proc/keys', '/proc/timer_list']) {
      expect(output).toMatch(new RegExp(`^${path}: (0 bytes|ENOENT)$`, 'm'));
    }
  });
});

describe('what binds', () => {
  test('`resources.memory`: who takes more is killed', () => {
    const { status, stdout } = told('etcd', { resources: { memory: '64Mi' } }, 'memory');
    expect({ status, stdout }).toEqual({ status: 137, stdout: '' });
  });
  test('`resources.pids`: no further process', () => {
    expect(told('etcd', { resources: { pids: 32 } }, 'pids').stdout).toBe('fork: EAGAIN\n');
  });
  test('without them there is room', () => {
    expect(told('etcd', {}, 'pids').stdout).toBe('fork: done\n');
    expect(told('etcd', {}, 'memory').stdout).toBe('memory: done\n');
  });
  test('`seccomp: unconfined`: no filter', () => {
    expect(told('etcd', { seccomp: 'unconfined' }).stdout).toContain('Seccomp:\t0\n');
  });
});

describe('devices', () => {
  const device = z.object({
    allow: z.boolean(),
    type: z.string().optional(),
    major: z.number().optional(),
    minor: z.number().optional(),
    access: z.string(),
  });
  const configuration = z.object({ linux: z.object({ resources: z.object({ devices: z.array(device) }) }) });
  type Device = z.infer<typeof device>;

  /** What runc allows whatever is configured, behind what is: `AllowedDevices` in libcontainer/specconv/spec_linux.go. */
  const usual = ['1:3', '1:5', '1:7', '1:8', '1:9', '5:0', '5:1', '5:2', '10:200', '136:*'];
  const own = ['c *:* m', 'b *:* m', ...usual.map((number) => `c ${number} rwm`)];

  /** As runc before 1.0.0-rc91 does it: one rule after the other, in a group that is allowed what its parent is. */
  function underOldRunc(rules: readonly Device[]): string {
    const group = `/sys/fs/cgroup/devices/unitc-hardening-${process.pid}`;
    mkdirSync(group);
    try {
      for (const { allow, type = 'a', major = '*', minor = '*', access } of rules) {
        writeFileSync(join(group, allow ? 'devices.allow' : 'devices.deny'), `${type} ${major}:${minor} ${access}`);
      }
      for (const rule of own) writeFileSync(join(group, 'devices.allow'), rule);
      const words = ['-c', 'echo $$ > "$1/cgroup.procs"; shift; exec "$@"', 'sh', group];
      const started = [join(bundle, 'rootfs', program), 'devices', directory];
      return execFileSync('/bin/sh', [...words, ...started], { encoding: 'utf8' });
    } finally {
      rmdirSync(group);
    }
  }
  const refused = 'null-2: done\nblock-240-7: EPERM\ncharacter-240-7: EPERM\n';

  test('but for the usual ones are refused, to who may make nodes too', () => {
    expect(told('etcd', { capabilities: ['CAP_MKNOD'] }, 'devices', '/dev').stdout).toBe(refused);
  });
  test.each([
    ['centos-atomic', { os: 'centos-atomic' }],
    ['fedora-atomic 25', { os: 'fedora-atomic', release: '25' }],
  ])('also where the runc of %s takes one rule after the other', (_, host) => {
    const { content } = fileOf(treeOf(spec({}, host)), 'var/lib/containers/atomic/etcd.0/config.json');
    const { devices } = configuration.parse(JSON.parse(content)).linux.resources;
    expect(underOldRunc(devices)).toBe(refused);
    expect(underOldRunc([])).toBe('null-2: done\nblock-240-7: ENXIO\ncharacter-240-7: ENXIO\n');
  });
});
