/** The oneshot's command, with a stand-in for atomic that records its words and writes what the real one writes. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';
import { shells } from './support/shells.ts';

class Host {
  readonly at = temporaryDirectory();
  readonly base = join(this.at, 'containers');
  readonly etc = join(this.at, 'etc');
  readonly path = join(this.at, 'path');
  readonly fail = join(this.at, 'fail');
  readonly shell: readonly string[];

  constructor(
    shell: readonly string[] = [],
    options: { readonly hasAtomic?: boolean; readonly enabled?: boolean } = {},
  ) {
    this.shell = shell;
    mkdirSync(this.path);
    const enabled = options.enabled === false ? 1 : 0;
    const systemctl = recorder(
      join(this.at, 'systemctl'),
      `case $1 in is-active) exit 3 ;; is-enabled) exit ${enabled} ;; esac`,
    );
    fillPath(this.path, [...everyHost, 'awk', 'find'], { systemctl, 'systemd-tmpfiles': '#!/bin/sh\n' });
    if (options.hasAtomic !== false) copyFileSync('test/support/atomic', join(this.path, 'atomic'));
    const exports = join(this.at, 'images/etcd/rootfs/exports');
    mkdirSync(exports, { recursive: true });
    writeFileSync(join(exports, 'service.template'), '[Service]\nExecStart=$EXEC_START\nWorkingDirectory=$DESTDIR\n');
    writeFileSync(join(exports, 'config.json.template'), '{"env": ["NAME=$NAME", "COUNT=$COUNT", "$$"]}\n');
    writeFileSync(join(exports, 'tmpfiles.template'), 'd $STATE_DIRECTORY/etcd\n');
    writeFileSync(join(exports, 'values'), 'COUNT=1\n');
  }

  install(image = 'r.lab/f27/etcd:0.1', set: readonly string[] = []): Promise<Ran> {
    const words = ['atomic', 'install', '--system', '--system-package=no', '--name', 'etcd', ...set, image];
    const [program, ...args] = [...this.shell, helperPath('install-container'), 'etcd', '--', ...words];
    return run(program ?? '', args, {
      env: {
        PATH: this.path,
        ATOMIC_LOG: join(this.at, 'atomic'),
        ATOMIC_IMAGES: join(this.at, 'images'),
        ATOMIC_FAIL: this.fail,
        ATOMIC_ETC: this.etc,
        UNITC_ETC: this.etc,
        ATOMIC_OSTREE_CHECKOUT_PATH: this.base,
      },
    });
  }

  /** Calls of atomic, without the name of the program. */
  calls(): string[][] {
    const log = join(this.at, 'atomic');
    return existsSync(log) ? recorded(log).map((call) => call.slice(1)) : [];
  }

  /** Calls of systemctl that change something. */
  changes(): string[] {
    const log = join(this.at, 'systemctl');
    const calls = existsSync(log) ? recorded(log) : [];
    return calls.map((call) => call.slice(1).join(' ')).filter((call) => !call.startsWith('is-'));
  }

  unit(): string {
    return join(this.etc, 'systemd/system/etcd.service');
  }

  /** Of the container: what is below the directory of checkouts and the files that atomic writes elsewhere. */
  traces(): string[] {
    const paths = ['etcd', 'etcd.0', 'etcd.1', '.etcd.unitc-install'].map((name) => join(this.base, name));
    return [...paths, this.unit(), join(this.etc, 'tmpfiles.d/etcd.conf')]
      .filter((path) => existsSync(path))
      .map((path) => path.slice(this.at.length + 1));
  }
}

const start = '--no-block start etcd.service';
const installed = [
  'containers/etcd',
  'containers/etcd.0',
  'etc/systemd/system/etcd.service',
  'etc/tmpfiles.d/etcd.conf',
];

describe.each(shells)('install-container under %s', (_name, shell) => {
  it('runs exactly the words behind --, once, and starts the unit', async () => {
    const host = new Host(shell);
    const set = ['--set', 'COUNT=5000', '--set', 'ADDTL_MOUNTS=,{"a":"it\'s $x %i"}'];
    expect(await host.install('r.lab/f27/etcd:0.1', set)).toMatchObject({ status: 0 });
    const words = ['install', '--system', '--system-package=no', '--name', 'etcd', ...set, 'r.lab/f27/etcd:0.1'];
    expect(host.calls()).toEqual([words]);
    expect(host.changes()).toEqual(['daemon-reload', 'enable etcd', start]);
    expect(host.traces()).toEqual(installed);
    expect(readFileSync(join(host.base, 'etcd/config.json'), 'utf8')).toBe(
      '{"env": ["NAME=etcd", "COUNT=5000", "$"]}\n',
    );

    const again = await host.install('r.lab/f27/etcd:0.1', set);
    expect(again.status).toBe(0);
    expect(again.stderr).toBe('install-container: etcd is installed from r.lab/f27/etcd:0.1: nothing to do\n');
    expect(host.calls().length).toBe(1);
    expect(host.changes().slice(3)).toEqual([start]);
  });

  it('says which command brings another image, and leaves the container alone', async () => {
    const host = new Host(shell);
    await host.install();
    const other = await host.install('r.lab/f28/etcd:0.1');
    expect(other.status).toBe(0);
    expect(other.stderr).toContain('atomic containers update --rebase r.lab/f28/etcd:0.1 etcd\n');
    expect(host.calls().length).toBe(1);
  });

  it('fails while the registry is down, leaves nothing, and installs when it is back', async () => {
    const host = new Host(shell);
    writeFileSync(host.fail, '');
    const failed = await host.install();
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain(
      'connection refused\ninstall-container: atomic ended with status 1: etcd is not installed\n',
    );
    expect(failed.stderr).toContain('systemctl list-timers unitc-install-etcd.timer');
    expect(host.traces()).toEqual([]);
    expect(host.changes()).not.toContain(start);
    rmSync(host.fail);
    expect(await host.install()).toMatchObject({ status: 0 });
    expect(host.traces()).toEqual(installed);
  });

  it('clears up what a try left that failed half-way, or that was killed', async () => {
    const host = new Host(shell);
    writeFileSync(host.fail, 'half');
    expect(await host.install()).toMatchObject({ status: 1 });
    expect(host.traces()).toEqual([]);
    rmSync(host.fail);

    // Killed when the unit was written and the link was not.
    mkdirSync(join(host.base, 'etcd.0/rootfs'), { recursive: true });
    mkdirSync(join(host.etc, 'systemd/system'), { recursive: true });
    writeFileSync(host.unit(), '');
    writeFileSync(join(host.base, '.etcd.unitc-install'), '');
    const ran = await host.install();
    expect(ran.stderr).toContain('was interrupted: clearing up what it left\n');
    expect(ran.status).toBe(0);
    expect(host.traces()).toEqual(installed);
  });

  it('never touches a unit that was there before', async () => {
    const host = new Host(shell);
    mkdirSync(join(host.etc, 'systemd/system'), { recursive: true });
    writeFileSync(host.unit(), 'mine');
    const ran = await host.install();
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(`${host.unit()} is in the way`);
    expect(readFileSync(host.unit(), 'utf8')).toBe('mine');
    expect(host.calls()).toEqual([]);
  });

  it('does not take a rendered container for an installed one', async () => {
    const host = new Host(shell);
    mkdirSync(join(host.base, 'etcd.0'), { recursive: true });
    mkdirSync(join(host.etc, 'systemd/system'), { recursive: true });
    writeFileSync(join(host.base, 'etcd.0/info'), '{\n  "image": "quay.io/coreos/etcd:v3.1.0",\n  "revision": ""\n}\n');
    symlinkSync('etcd.0', join(host.base, 'etcd'));
    writeFileSync(host.unit(), 'rendered');
    const ran = await host.install();
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('is in the way: atomic installs etcd only where there is none\n');
    expect(host.traces()).toEqual(installed.slice(0, 3));
  });

  it('says what is missing of a container that is half there', async () => {
    const host = new Host(shell);
    await host.install();
    rmSync(host.unit());
    const ran = await host.install();
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain('atomic uninstall etcd; systemctl restart unitc-install-etcd.service\n');
  });

  it('says what to do without atomic', async () => {
    const ran = await new Host(shell, { hasAtomic: false }).install();
    expect(ran.status).toBe(69);
    expect(ran.stderr).toContain('there is no atomic on PATH');
    expect(ran.stderr).toContain('form: rendered\n');
  });

  it('does not start what somebody has disabled', async () => {
    const host = new Host(shell, { enabled: false });
    const ran = await host.install();
    expect(ran.stderr).toContain('etcd.service is not enabled, and is not started\n');
    expect(host.changes()).not.toContain(start);
  });

  it.each([[[]], [['etcd']], [['etcd', 'atomic', 'install', 'x']], [['../x', '--', 'atomic', 'x']]])(
    'refuses %j',
    async (args) => {
      const host = new Host(shell);
      const [program, ...words] = [...shell, helperPath('install-container'), ...args];
      const ran = await run(program ?? '', words, { env: { PATH: host.path } });
      expect(ran.status).toBe(64);
      expect(ran.stderr).toContain('usage: install-container NAME -- COMMAND WORD... IMAGE\n');
    },
  );
});
