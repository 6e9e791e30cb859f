import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';
import { shells } from './support/shells.ts';

const lines = '# ours\ng docker -\ng kube 994\nu etcd - - /var/lib/etcd\nu kube 996 - /\n';

interface Host {
  /** What `getent` finds: `passwd kube`, `group 994`. */
  readonly known?: readonly string[];
  readonly sysusers?: number;
  readonly useradd?: number;
  readonly without?: string;
}

async function add(shell: readonly string[], host: Host, args?: string[]): Promise<Ran & { calls: string[][] }> {
  const directory = temporaryDirectory();
  const log = join(directory, 'log');
  const file = join(directory, 'accounts.conf');
  writeFileSync(file, lines);
  const known = (host.known ?? []).map((one) => `'${one}') echo found; exit 0 ;;`).join(' ');
  const scripts = {
    getent: `#!/bin/sh\ncase "$*" in ${known} *) exit 2 ;; esac\n`,
    groupadd: recorder(log),
    useradd: recorder(log, `exit ${host.useradd ?? 0}`),
    ...(host.sysusers !== undefined && { 'systemd-sysusers': recorder(log, `exit ${host.sysusers}`) }),
  };
  const present = Object.entries(scripts).filter(([name]) => name !== host.without);
  const bin = fillPath(directory, everyHost, Object.fromEntries(present));
  const [program, ...words] = [...shell, helperPath('add-accounts'), ...(args ?? [file])];
  const ran = await run(program ?? '', words, { env: { PATH: bin } });
  return { ...ran, calls: existsSync(log) ? recorded(log) : [] };
}

const user = (name: string, home: string) =>
  `useradd --system --gid ${name} --no-create-home --home-dir ${home} --shell /sbin/nologin`.split(' ');

describe.each(shells)('add-accounts under %s', (_name, shell) => {
  it('leaves it to systemd-sysusers, and gives its status back', async () => {
    const ran = await add(shell, { sysusers: 1 });
    expect(ran).toMatchObject({ status: 1, stderr: '' });
    expect(ran.calls).toEqual([['systemd-sysusers', expect.stringMatching(/accounts\.conf$/)]]);
  });

  it('makes groups and users where it is not, with their numbers; a user has a group of its name', async () => {
    const ran = await add(shell, {});
    expect(ran.status).toBe(0);
    expect(ran.calls).toEqual([
      ['groupadd', '--system', 'docker'],
      ['groupadd', '--system', '--gid', '994', 'kube'],
      ['groupadd', '--system', 'etcd'],
      [...user('etcd', '/var/lib/etcd'), 'etcd'],
      // kube's group is there now, which this getent does not know.
      ['groupadd', '--system', '--gid', '996', 'kube'],
      [...user('kube', '/'), '--uid', '996', 'kube'],
    ]);
  });

  it('leaves alone what is there, and takes no number that is taken', async () => {
    const known = ['group docker', 'group kube', 'group etcd', 'passwd etcd', 'passwd 996'];
    const ran = await add(shell, { known });
    expect(ran).toMatchObject({ status: 0, calls: [[...user('kube', '/'), 'kube']] });
    expect(ran.stderr).toBe('add-accounts: made the user kube\n');
    expect(await add(shell, { known: [...known, 'passwd kube'] })).toMatchObject({ status: 0, calls: [], stderr: '' });
  });

  it('ends with the status of what failed', async () => {
    const ran = await add(shell, { useradd: 9 });
    expect(ran.status).toBe(9);
    expect(ran.calls.at(-1)).toEqual([...user('etcd', '/var/lib/etcd'), 'etcd']);
  });

  it('says what is missing', async () => {
    const ran = await add(shell, { without: 'useradd' });
    expect(ran).toMatchObject({ status: 69, calls: [] });
    expect(ran.stderr).toMatch(/^add-accounts: there is neither systemd-sysusers nor useradd on PATH \(/);
  });

  it('wants one file that is there', async () => {
    expect(await add(shell, {}, [])).toMatchObject({ status: 64, stderr: 'add-accounts: usage: add-accounts FILE\n' });
    expect(await add(shell, {}, ['/nowhere'])).toMatchObject({ status: 66, calls: [] });
  });
});
