import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';
import { shells } from './support/shells.ts';

/** Lines as ours, with all paths below a directory of the test. */
function host(files: Readonly<Record<string, string>>) {
  const root = temporaryDirectory();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const line = (name: string) => `C ${root}/etc/kubernetes/${name} - - - - ${root}/defaults/${name}\n`;
  writeFileSync(
    join(root, 'lines.conf'),
    `# ours\nd ${root}/etc/kubernetes - - - - -\n${line('config')}${line('kubelet')}`,
  );
  return root;
}

async function copy(root: string, shell: readonly string[], args = [`${root}/lines.conf`], status = 0) {
  const bin = join(root, 'bin');
  mkdirSync(bin, { recursive: true });
  const log = join(root, 'log');
  if (readdirSync(bin).length === 0) fillPath(bin, everyHost, { 'systemd-tmpfiles': recorder(log, `exit ${status}`) });
  const [program, ...words] = [...shell, helperPath('copy-defaults'), ...args];
  const ran: Ran = await run(program ?? '', words, { env: { PATH: bin } });
  return { ...ran, calls: readdirSync(root).includes('log') ? recorded(log) : [] };
}

const defaults = { 'defaults/config': 'A="1"\n\n', 'defaults/kubelet': 'B="2"\n' };

describe.each(shells)('copy-defaults under %s', (_name, shell) => {
  it('copies what is not there, with its mode, makes the directory, and runs systemd-tmpfiles', async () => {
    const root = host(defaults);
    chmodSync(join(root, 'defaults/kubelet'), 0o640);
    const ran = await copy(root, shell);
    expect(ran).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(ran.calls).toEqual([['systemd-tmpfiles', '--create', `${root}/lines.conf`]]);
    expect(readFileSync(join(root, 'etc/kubernetes/config'), 'utf8')).toBe('A="1"\n\n');
    expect(statSync(join(root, 'etc/kubernetes/kubelet')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(root, 'etc/kubernetes'))).toEqual(['config', 'kubelet']);
  });

  it('leaves alone what is there: a file that was edited, a link to nowhere', async () => {
    const root = host({ ...defaults, 'etc/kubernetes/config': 'edited\n' });
    symlinkSync('/nowhere', join(root, 'etc/kubernetes/kubelet'));
    expect(await copy(root, shell)).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(root, 'etc/kubernetes/config'), 'utf8')).toBe('edited\n');
    expect(lstatSync(join(root, 'etc/kubernetes/kubelet')).isSymbolicLink()).toBe(true);
  });

  it('gives the status of systemd-tmpfiles back', async () => {
    expect((await copy(host(defaults), shell, undefined, 73)).status).toBe(73);
  });

  it('ends where a file cannot be written, with no half of it left', async () => {
    const root = host({ 'defaults/kubelet': 'B\n' });
    const ran = await copy(root, shell);
    expect(ran).toMatchObject({ status: 73, calls: [] });
    expect(ran.stderr).toContain(`copy-defaults: cannot write ${root}/etc/kubernetes/config\n`);
    expect(readdirSync(join(root, 'etc/kubernetes'))).toEqual([]);
  });

  it('wants one file that is there', async () => {
    const root = host(defaults);
    expect(await copy(root, shell, [])).toMatchObject({
      status: 64,
      stderr: 'copy-defaults: usage: copy-defaults FILE\n',
    });
    expect(await copy(root, shell, ['/nowhere'])).toMatchObject({ status: 66, calls: [] });
  });
});
