/** The wrapper with the real runc, etcd and etcdctl (API 2 and 3), under every shell. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EtcdContainer, startEtcd } from '../manifests/support/etcd-container.ts';
import { type WrapperValues, writeWrapper } from '../manifests/support/etcdctl.ts';
import { locate } from '../manifests/support/programs.ts';
import { type Ran, run } from '../manifests/support/run.ts';
import { shells } from '../manifests/support/shells.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const directory = temporaryDirectory();
const state = join(directory, 'state');
const PATH = process.env.PATH ?? '';
let etcd: EtcdContainer;
let wrapper: string;

beforeAll(async () => {
  mkdirSync(state);
  etcd = await startEtcd(directory, { scheme: 'http', visible: [state] });
  wrapper = wrapperWith({});
});
afterAll(() => etcd?.stop());

function wrapperWith(values: Partial<WrapperValues>): string {
  const own = { container: etcd.id, runc: locate('runc'), endpoints: etcd.endpoint, visible: state };
  return writeWrapper(temporaryDirectory(), { ...own, ...values });
}

function etcdctl(args: string[], options: { env?: Record<string, string>; stdin?: string } = {}): Promise<Ran> {
  return run(wrapper, args, { ...options, env: { PATH, ...options.env } });
}

async function value(key: string): Promise<string> {
  return (await etcdctl(['get', key, '--print-value-only'])).stdout;
}

describe.each(shells)('under %s', (_, [shell, ...options]) => {
  it.each(['a  b \'c\' "d" $HOME `id` * \\', '', 'two\nlines\n', '\t', 'ü😀', '--endpoints=http://127.0.0.1:1'])(
    'carries the value %j',
    async (text) => {
      const key = `key with space ${shell} ${text.length}`;
      const put = await run(shell, [...options, wrapper, 'put', '--', key, text], { env: { PATH } });
      expect(put).toMatchObject({ status: 0, stdout: 'OK\n', stderr: '' });
      const get = await run(shell, [...options, wrapper, 'get', key, '--print-value-only'], { env: { PATH } });
      expect(get).toMatchObject({ status: 0, stdout: `${text}\n`, stderr: '' });
    },
  );
});

describe('arguments, stdin and exit code', () => {
  it('a dash behind --', async () => {
    expect(await etcdctl(['put', '--', '-dash', '-v'])).toMatchObject({ status: 0, stdout: 'OK\n' });
    expect(await etcdctl(['get', '--', '-dash'])).toMatchObject({ stdout: '-dash\n-v\n' });
  });

  it('a value from stdin', async () => {
    expect((await etcdctl(['put', 'fromstdin'], { stdin: 'line1\nline2' })).status).toBe(0);
    expect(await value('fromstdin')).toBe('line1\nline2\n');
  });

  it('a transaction from stdin', async () => {
    await etcdctl(['put', 'k', '']);
    const ran = await etcdctl(['txn'], { stdin: 'value("k") = ""\n\nput k won\n\nput k lost\n\n' });
    expect(ran).toMatchObject({ status: 0, stdout: 'SUCCESS\n\nOK\n' });
    expect(await value('k')).toBe('won\n');
  });

  it.each<[number, string[], Record<string, string>]>([
    [0, ['get', 'nokey'], {}],
    [1, ['nosuch'], {}],
    [1, ['--endpoints=http://127.0.0.1:1', '--command-timeout=1s', '--dial-timeout=1s', 'get', 'k'], {}],
    [128, ['put'], {}],
    [4, ['--no-sync', '--peers=http://127.0.0.1:1', 'get', '/k'], { ETCDCTL_API: '2' }],
    [5, ['snapshot', 'save', '/nowhere/x'], {}],
  ])('exit code %i of %j', async (status, args, env) => {
    expect((await etcdctl(args, { env })).status).toBe(status);
  });

  it("keeps etcdctl's stderr apart", async () => {
    const ran = await etcdctl(['nosuch']);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain('unknown command "nosuch"');
  });

  it('ends a watch on SIGTERM', async () => {
    const watch = spawn(wrapper, ['watch', 'watched'], { env: { PATH } });
    let seen = '';
    watch.stdout.on('data', (text) => {
      seen += String(text);
    });
    const end = new Promise<number | null>((resolve) => watch.on('exit', resolve));
    for (let i = 0; !seen.includes('PUT') && i < 50; i++) {
      await etcdctl(['put', 'watched', `${i}`]);
      await sleep(50);
    }
    expect(seen).toContain('PUT\nwatched\n');
    watch.kill('SIGTERM');
    expect(await end).toBe(143);
  });
});

describe('API 2', () => {
  const env = { ETCDCTL_API: '2' };

  it('serves the commands of the guides and the ansible scripts', async () => {
    const json = '{ "Network": "172.30.0.0/16", "Backend": { "Type": "vxlan" } }';
    expect((await etcdctl(['mk', '/kube-centos/network/config', json], { env })).stdout).toBe(`${json}\n`);
    expect((await etcdctl(['mk', '/kube-centos/network/config', json], { env })).status).toBe(4);
    const set = ['--no-sync', `--peers=${etcd.endpoint}`, 'set', '/cluster.local/network/config'];
    expect((await etcdctl(set, { env, stdin: json })).status).toBe(0);
    expect((await etcdctl(['get', '/cluster.local/network/config'], { env })).stdout).toBe(`${json}\n`);
  });

  it("takes the endpoint from the caller's flag, and else from the caller's variable", async () => {
    const dead = 'http://127.0.0.1:1';
    const noSync = ['--no-sync', 'ls', '/'];
    expect((await etcdctl(['-C', dead, ...noSync], { env })).status).not.toBe(0);
    expect((await etcdctl(['--endpoint', dead, ...noSync], { env })).status).not.toBe(0);
    expect((await etcdctl(noSync, { env: { ...env, ETCDCTL_PEERS: dead } })).status).not.toBe(0);
    expect((await etcdctl(['--peers', etcd.endpoint, ...noSync], { env })).status).toBe(0);
    expect((await etcdctl(noSync, { env })).status).toBe(0);
  });
});

describe('flags and variables', () => {
  it('do not collide, as they do in etcdctl when both are there', async () => {
    const flag = `--endpoints=${etcd.endpoint}`;
    for (const args of [[flag], ['--endpoints', etcd.endpoint]]) {
      expect(await etcdctl([...args, 'endpoint', 'health'])).toMatchObject({ status: 0, stdout: '' });
    }
    const both = await etcdctl([flag, 'get', 'k'], { env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
    expect(both.status).toBe(1);
    expect(both.stderr).toContain('conflicting environment variable "ETCDCTL_ENDPOINTS" is shadowed');
  });

  it("arrive as the caller's", async () => {
    const look = wrapperWith({ program: '/usr/bin/busybox', endpoints: '' });
    const odd = 'ro ot:p\'a"s\\s$HOME`id`*,\nETCDCTL_FAKE=1\n';
    for (const [, [shell, ...options]] of shells) {
      const env = { PATH, ETCDCTL_USER: odd, ETCDCTL_EMPTY: '', MY_VARIABLE: 'no' };
      const ran = await run(shell, [...options, look, 'sh', '-c', 'printf "%s|" "$ETCDCTL_USER"; busybox env'], {
        env,
      });
      expect(ran.stdout.startsWith(`${odd}|`)).toBe(true);
      expect(ran.stdout).toMatch(/^ETCDCTL_EMPTY=$/m);
      expect(ran.stdout).not.toContain('MY_VARIABLE');
      // Once in what printf shows and once in the same variable's value as env shows it: no variable of that name.
      expect(ran.stdout.match(/^ETCDCTL_FAKE=/gm)).toHaveLength(2);
    }
  });
});

describe('files', () => {
  it('are saved through the directory that the container sees', async () => {
    const file = join(state, 'snapshot.db');
    const ran = await etcdctl(['snapshot', 'save', file]);
    expect(ran.status).toBe(0);
    expect(ran.stderr).not.toContain('etcdctl: note:');
    expect(statSync(file).size).toBeGreaterThan(1000);
  });

  it('are explained elsewhere', async () => {
    const ran = await etcdctl(['snapshot', 'save', '/root/unitc-snapshot.db']);
    expect(ran.stderr).toContain(
      `etcdctl: note: /root/unitc-snapshot.db is a path in the container ${etcd.id}, which sees of this host only ${state}\n`,
    );
    expect(existsSync('/root/unitc-snapshot.db')).toBe(false);
  });
});

describe('a terminal', () => {
  const script = locate('script', 'bsdutils');

  /** `script` gives the command a terminal and passes its exit code on; carriage returns are the terminal's business. */
  async function onTerminal(command: string): Promise<Ran> {
    const ran = await run(script, ['-qec', command, '/dev/null'], {
      env: { PATH, SHELL: '/bin/sh' },
      keepStdinOpen: true,
    });
    return { ...ran, stdout: ran.stdout.replaceAll('\r', '') };
  }

  it('reaches the container when stdin, stdout and stderr are one', async () => {
    const look = wrapperWith({ program: '/usr/bin/busybox' });
    expect(await onTerminal(`${look} tty`)).toMatchObject({ status: 0, stdout: '/dev/pts/0\n' });
    for (const redirected of ['</dev/null', '2>/dev/null']) {
      expect((await onTerminal(`${look} tty ${redirected}`)).stdout).toBe('not a tty\n');
    }
    expect((await onTerminal(`${look} tty | cat`)).stdout).toBe('not a tty\n');
  });

  it('passes output and exit code', async () => {
    await etcdctl(['put', 'seen', 'yes']);
    expect(await onTerminal(`${wrapper} get seen`)).toMatchObject({ status: 0, stdout: 'seen\nyes\n' });
    expect((await onTerminal(`${wrapper} nosuch`)).status).toBe(1);
  });
});

describe('what to do when', () => {
  it('the container is not there', async () => {
    const ran = await run(wrapperWith({ container: 'unitc-nowhere' }), ['get', 'k'], { env: { PATH } });
    expect(ran.status).toBe(69);
    expect(ran.stderr).toContain('etcdctl: the container unitc-nowhere is not there\n');
    expect(ran.stderr).toContain('systemctl start etcd.service\n');
    expect(ran.stderr).toContain('journalctl -u etcd.service\n');
    expect(ran.stderr).toContain('/usr/local/libexec/unitc/fetch-rootfs etcd\n');
  });

  it('the container is paused', async () => {
    const runc = locate('runc');
    expect(spawnSync(runc, ['pause', etcd.id]).status).toBe(0);
    const ran = await etcdctl(['get', 'k']);
    expect(spawnSync(runc, ['resume', etcd.id]).status).toBe(0);
    expect(ran.status).toBe(69);
    expect(ran.stderr).toContain(`etcdctl: the container ${etcd.id} is paused\n`);
  });

  it('the program is not in the container', async () => {
    const ran = await run(wrapperWith({ program: '/usr/bin/nosuch' }), ['get', 'k'], { env: { PATH } });
    expect(ran.status).toBe(255);
    expect(ran.stderr).toContain('/usr/bin/nosuch');
  });

  it('the caller is not root', async () => {
    const open = wrapperWith({});
    chmodSync(dirname(open), 0o755);
    const args = ['--reuid=65534', '--regid=65534', '--clear-groups', open, 'get', 'k'];
    const ran = await run(locate('setpriv', 'util-linux'), args, { env: { PATH } });
    expect(ran.status).toBe(77);
    expect(ran.stderr).toContain(
      `etcdctl: only root may enter the container ${etcd.id}\netcdctl: run: sudo ${open} ...`,
    );
  });
});
