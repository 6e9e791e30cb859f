/** `unitc plan` through the command line, against what it built itself and against the root of a host. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { masterAndNode as spec } from '../support/specs.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { type Ran, unitc } from './run-case.ts';

const flag = 'components: { kube-scheduler: { flags: { v: 5 } } }\n';

let at: string;
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(at, name)), { recursive: true });
  writeFileSync(path.join(at, name), text);
};
const run = (...words: string[]): Promise<Ran> => unitc(['-C', at, ...words]);

beforeEach(async () => {
  at = temporaryDirectory();
  write('cluster.yaml', spec);
  expect((await run('build', 'cluster.yaml', '-o', 'OUT')).exit).toBe(0);
});

describe('unitc plan --against', () => {
  it('has nothing to do for what it built', async () => {
    const ran = await run('plan', 'cluster.yaml', '--against', 'OUT', '--exit-code');
    expect(ran).toMatchObject({ exit: 0, stdout: 'master-1\n\nnode-1\nPlan: 0 to add, 0 to change, 0 to remove.\n' });
    expect(ran.stderr).toBe('✔ nothing to do\n');
  });

  it('says file by file and key by key what changes, and what is restarted for it', async () => {
    write('cluster.yaml', `${spec}${flag}`);
    const ran = await run('plan', 'cluster.yaml', '--against', 'OUT', '--host', 'master-1', '--exit-code');
    expect(ran.exit).toBe(1);
    expect(ran.stdout).toBe(`master-1
  ~ /etc/kubernetes/scheduler
      KUBE_LOG_LEVEL: +--v=5
  interrupts
    kube-scheduler.service  restart
  commands
    install the files
    $ systemctl try-restart kube-scheduler.service
Plan: 0 to add, 1 to change, 0 to remove.
`);
  });

  it('has the same for programs', async () => {
    write('cluster.yaml', `${spec}${flag}`);
    const ran = await run('--format', 'json', 'plan', 'cluster.yaml', '--against', 'OUT');
    const [master, node] = JSON.parse(ran.stdout).hosts;
    expect(master).toEqual({
      host: 'master-1',
      files: [
        {
          path: 'etc/kubernetes/scheduler',
          action: 'change',
          keys: [{ section: '', key: 'KUBE_LOG_LEVEL', before: [], after: ['--v=5'] }],
        },
      ],
      units: { restart: ['kube-scheduler.service'], enable: [], reenable: [], disable: [], daemonReload: false },
      interrupted: [{ unit: 'kube-scheduler.service', type: 'restart', because: [] }],
      commands: [['systemctl', 'try-restart', 'kube-scheduler.service']],
    });
    expect(node.files).toEqual([]);
    const concise = await run('--format', 'concise', 'plan', 'cluster.yaml', '--against', 'OUT');
    expect(concise.stdout).toBe('change   master-1:/etc/kubernetes/scheduler\n');
  });

  it('takes the archive of one host, and knows a host that is new', async () => {
    await run('build', 'cluster.yaml', '--host', 'node-1', '-o', 'node-1.tar');
    expect((await run('plan', 'cluster.yaml', '--against', 'node-1.tar')).stdout).toContain('node-1\nPlan: 0 to add');
    write('cluster.yaml', `${spec}  node-2: { address: 192.168.122.4, roles: [node] }\n`);
    const { stdout } = await run('plan', 'cluster.yaml', '--against', 'OUT', '--host', 'node-2');
    expect(stdout).toContain('  + /etc/systemd/system/kubelet.service\n');
    expect(stdout).toContain('\n    $ systemctl start kube-proxy.service kubelet.service\n');
  });

  it('refuses a host that the spec does not have', async () => {
    const ran = await run('plan', 'cluster.yaml', '--against', 'OUT', '--host', 'node-9');
    expect(ran).toMatchObject({ exit: 2, stdout: '' });
    expect(ran.stderr).toContain('the spec has no host `node-9`');
    expect(ran.stderr).toContain('did you mean `node-1`?');
  });
});

describe('unitc plan --root', () => {
  const host = () => {
    for (const file of ['usr/bin/docker', 'usr/sbin/runc']) write(`root/${file}`, '');
    write('root/etc/hostname', 'master-1\n');
    write('root/usr/lib/systemd/libsystemd-shared-252.so', '');
    mkdirSync(path.join(at, 'root/var'), { recursive: true });
  };

  it('knows the host by its name, and says what stands in the way', async () => {
    host();
    const { exit, stdout } = await run('plan', 'cluster.yaml', '--root', 'root');
    expect(exit).toBe(0);
    expect(stdout).toMatch(
      /^master-1\n {2}systemd 252, SELinux absent, \d+ MiB free in \/var\n {2}\+ \/etc\/etcd\/etcd\.conf\n/,
    );
    // They are no programs that could run.
    expect(stdout).toContain('    stop  there is no program /usr/bin/docker; install it\n');
    expect(stdout).toMatch(/Plan: \d+ to add, 0 to change, 0 to remove\. 2 obstacles first\.\n$/);
  });

  it('keeps what it finds edited', async () => {
    host();
    write('root/etc/kubernetes/scheduler', 'KUBE_SCHEDULER_ARGS=--mine\n');
    const { stdout } = await run('plan', 'cluster.yaml', '--root', 'root');
    expect(stdout).toContain(
      '  ! /etc/kubernetes/scheduler was edited on the host: it is kept, and the new one goes beside it as .new\n',
    );
    expect(readFileSync(path.join(at, 'root/etc/kubernetes/scheduler'), 'utf8')).toBe('KUBE_SCHEDULER_ARGS=--mine\n');
  });

  it('asks which host it is where nothing says it', async () => {
    mkdirSync(path.join(at, 'bare'));
    const ran = await run('plan', 'cluster.yaml', '--root', 'bare');
    expect(ran).toMatchObject({ exit: 2, stdout: '' });
    expect(ran.stderr).toContain('name one with `--host`: master-1, node-1');
  });
});
