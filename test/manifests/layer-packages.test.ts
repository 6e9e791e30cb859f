import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';
import { shells } from './support/shells.ts';

interface Host {
  /** Names of packages. */
  readonly installed: readonly string[];
  /** What packages provide besides their names. */
  readonly provided?: readonly string[];
  /** What `rpm-ostree install --help` lists. */
  readonly options: readonly string[];
  readonly status?: number;
}

/** rpm and rpm-ostree record their arguments; no other system than an ostree host has the second. */
async function layer(
  args: string[],
  host: Host,
  shell: readonly string[] = [],
): Promise<Ran & { installs: string[][] }> {
  const directory = temporaryDirectory();
  const log = join(directory, 'log');
  const known = (names: readonly string[]) => names.map((name) => `'${name}') exit 0 ;;`).join(' ');
  const rpm = `#!/bin/sh\ncase $2 in --whatprovides) case $3 in ${known(host.provided ?? [])} *) exit 1 ;; esac ;; ${known(host.installed)} *) exit 1 ;; esac\n`;
  const answer = `case $* in 'install --help') echo '${host.options.join(' ')}' ;; *) exit ${host.status ?? 0} ;; esac`;
  fillPath(directory, everyHost, { rpm, 'rpm-ostree': recorder(log, answer) });
  const [program, ...words] = [...shell, helperPath('layer-packages'), ...args];
  const ran = await run(program ?? '', words, { env: { PATH: directory } });
  const calls = existsSync(log) ? recorded(log) : [];
  return { ...ran, installs: calls.filter((call) => call[2] !== '--help') };
}

const old: Host = { installed: ['bash'], options: ['--reboot'] };

describe.each(shells)('layer-packages under %s', (_name, shell) => {
  it('installs what is missing, and that alone', async () => {
    const ran = await layer(['ethtool', 'bash', 'libstdc++', "it's"], old, shell);
    expect(ran).toMatchObject({ status: 0, installs: [['rpm-ostree', 'install', 'ethtool', 'libstdc++', "it's"]] });
    expect(ran.stderr).toBe(
      "layer-packages: layering ethtool libstdc++ it's\nlayer-packages: they are there after the next boot\n",
    );
  });

  it('uses the options that this rpm-ostree has', async () => {
    const host = { ...old, options: ['--idempotent', '--assumeyes'] };
    expect((await layer(['ethtool'], host, shell)).installs).toEqual([
      ['rpm-ostree', 'install', '--assumeyes', '--idempotent', 'ethtool'],
    ]);
  });

  it('leaves a system alone that has everything, by name or by what a package provides', async () => {
    const host = { ...old, provided: ['/usr/bin/vi'] };
    expect(await layer(['bash', '/usr/bin/vi'], host, shell)).toMatchObject({
      status: 0,
      installs: [],
      stderr: 'layer-packages: nothing is missing\n',
    });
  });

  it('fails as rpm-ostree does', async () => {
    expect(await layer(['ethtool'], { ...old, status: 77 }, shell)).toMatchObject({
      status: 77,
      stderr: 'layer-packages: layering ethtool\n',
    });
  });
});

describe('layer-packages', () => {
  it.each([[[]], [['']], [['ethtool', '--reboot']]])('refuses the arguments %j', async (args) => {
    expect(await layer(args, old)).toMatchObject({ status: 64, installs: [] });
  });

  it('says what is not there', async () => {
    const directory = fillPath(temporaryDirectory(), everyHost);
    const ran = await run(helperPath('layer-packages'), ['ethtool'], { env: { PATH: directory } });
    expect(ran).toMatchObject({ status: 69, stderr: `layer-packages: there is no rpm on PATH (${directory})\n` });
  });
});
