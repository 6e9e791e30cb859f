/** copy-kubectl with a docker that has one image; test/oracle/helpers-kubectl.test.ts asks the real one. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';
import { shells } from './support/shells.ts';

const image = 'registry.lab:5000/centos/kubernetes-apiserver:1.5.2';
const program = (says: string, status = 0) => `#!/bin/sh\necho ${says}\nexit ${status}\n`;

class Host {
  readonly directory = temporaryDirectory();
  readonly kubectl = join(this.directory, 'bin/kubectl');
  readonly log = join(this.directory, 'log');
  /** What docker has: the ID of the image, and kubectl in it. */
  readonly inImage = join(this.directory, 'image');
  readonly path = join(this.directory, 'path');
  readonly state = join(this.directory, 'state');

  constructor(answers = '') {
    mkdirSync(this.path);
    const docker = `case $1 in
  inspect) cat '${this.inImage}.id' ;;
  cp) [ "$4" ] && cp '${this.inImage}' "$4" ;;
esac`;
    const commands = ['chown', 'sha256sum'];
    const scripts = { docker: recorder(this.log, answers || docker), restorecon: recorder(this.log) };
    fillPath(this.path, [...everyHost, ...commands], scripts);
    this.load('one', 'sha256:1');
  }

  load(says: string, id: string, status = 0): void {
    writeFileSync(this.inImage, program(says, status), { mode: 0o700 });
    writeFileSync(`${this.inImage}.id`, `${id}\n`);
  }

  copy(source = image, shell: readonly string[] = []): Promise<Ran> {
    const env = { PATH: this.path, UNITC_STATE: this.state };
    const [command = helperPath('copy-kubectl'), ...rest] = [...shell, helperPath('copy-kubectl')];
    return run(command, [...rest, this.kubectl, source, '/usr/bin/kubectl'], { env });
  }

  says(): string {
    return readFileSync(this.kubectl, 'utf8').split('\n')[1] ?? '';
  }

  calls(): string[] {
    return recorded(this.log).map((call) => call.slice(0, 2).join(' '));
  }
}

describe('copy-kubectl', () => {
  it.each(shells)('copies, once, and again when the image is another, under %s', async (_, shell) => {
    const host = new Host();
    expect(await host.copy(image, shell)).toMatchObject({
      status: 0,
      stderr: `copy-kubectl: ${host.kubectl} is /usr/bin/kubectl of ${image}\n`,
    });
    expect(host.says()).toBe('echo one');
    const { mode, uid, gid } = statSync(host.kubectl);
    expect([mode & 0o7777, uid, gid]).toEqual([0o755, 0, 0]);
    expect(readdirSync(join(host.directory, 'bin'))).toEqual(['kubectl']);
    expect(host.calls()).toEqual([
      'docker inspect',
      'docker rm',
      'docker create',
      'docker cp',
      `restorecon ${host.kubectl}`,
      'docker rm',
    ]);
    expect(await host.copy(image, shell)).toMatchObject({ status: 0, stderr: '' });
    expect(host.calls().slice(6)).toEqual(['docker inspect']);
    host.load('two', 'sha256:2');
    expect(await host.copy(image, shell)).toMatchObject({ status: 0 });
    expect(host.says()).toBe('echo two');
  });

  it.each([
    ['a file of somebody else', (path: string) => writeFileSync(path, 'mine')],
    ['a link', (path: string) => symlinkSync('/usr/bin/true', path)],
    ['a directory', (path: string) => mkdirSync(path)],
  ])('leaves %s alone', async (_, put) => {
    const host = new Host();
    mkdirSync(join(host.directory, 'bin'));
    put(host.kubectl);
    const before = statSync(host.kubectl);
    const ran = await host.copy();
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain(`${host.kubectl} is not from here, and stays as it is`);
    expect(statSync(host.kubectl).mtimeMs).toBe(before.mtimeMs);
  });

  it('leaves what was changed since alone, and brings back what was taken away', async () => {
    const host = new Host();
    await host.copy();
    writeFileSync(host.kubectl, 'edited');
    host.load('two', 'sha256:2');
    expect((await host.copy()).stderr).toContain('stays as it is');
    expect(readFileSync(host.kubectl, 'utf8')).toBe('edited');
    await run('/bin/rm', [host.kubectl]);
    expect((await host.copy()).status).toBe(0);
    expect(host.says()).toBe('echo two');
  });

  it('knows both files when it was interrupted around the rename', async () => {
    const host = new Host();
    await host.copy();
    const sum = async () => (await run('/usr/bin/sha256sum', [host.kubectl])).stdout.slice(0, 64);
    const old = await sum();
    writeFileSync(join(host.state, 'kubectl'), `sha256 ${'0'.repeat(64)}\nsha256 ${old}\n`);
    host.load('two', 'sha256:2');
    expect((await host.copy()).status).toBe(0);
    expect(host.says()).toBe('echo two');
  });

  it('keeps the old one when the new one does not run here, and says what that said', async () => {
    const host = new Host();
    await host.copy();
    host.load('cannot-execute', 'sha256:2', 1);
    const ran = await host.copy();
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(
      `cannot-execute\ncopy-kubectl: /usr/bin/kubectl of ${image} does not run on this host\n`,
    );
    expect(host.says()).toBe('echo one');
    expect(readdirSync(join(host.directory, 'bin'))).toEqual(['kubectl']);
  });

  it.each([
    ['inspect', `docker has no image ${image}`],
    ['create', `docker cannot make a container of ${image}`],
    ['cp', `there is no /usr/bin/kubectl in ${image}`],
  ])('says so when docker fails at %s', async (command, says) => {
    const host = new Host(`[ "$1" != ${command} ]`);
    const ran = await host.copy();
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(`copy-kubectl: ${says}\n`);
    expect(existsSync(host.kubectl)).toBe(false);
  });

  it('takes it from the root file system of a system container, without docker', async () => {
    const host = new Host();
    const rootfs = join(host.directory, "root fs's");
    mkdirSync(join(rootfs, 'usr/bin'), { recursive: true });
    writeFileSync(join(rootfs, 'usr/bin/kubectl'), program('rootfs'));
    await run('/bin/rm', [join(host.path, 'docker')]);
    chmodSync(join(rootfs, 'usr/bin/kubectl'), 0o755);
    expect((await host.copy(`rootfs:${rootfs}`)).status).toBe(0);
    expect(host.says()).toBe('echo rootfs');
    writeFileSync(join(rootfs, 'usr/bin/kubectl'), program('newer'));
    expect((await host.copy(`rootfs:${rootfs}`)).status).toBe(0);
    expect(host.says()).toBe('echo newer');
    await run('/bin/rm', [join(rootfs, 'usr/bin/kubectl')]);
    symlinkSync('/usr/bin/true', join(rootfs, 'usr/bin/kubectl'));
    const ran = await host.copy(`rootfs:${rootfs}`);
    expect(ran).toMatchObject({ status: 1 });
    expect(ran.stderr).toContain('/usr/bin/kubectl is not a file\n');
  });

  it.each([
    [[]],
    [['/usr/local/bin/kubectl', image]],
    [['kubectl', image, '/k']],
    [['/a/k', '-x', '/k']],
    [['/a/k', '', '/k']],
    [['/a/k', image, 'k']],
    [['/a/k', image, '/k', 'more']],
  ])('refuses the arguments %j', async (args) => {
    const env = { PATH: fillPath(temporaryDirectory(), everyHost) };
    expect(await run(helperPath('copy-kubectl'), args, { env })).toMatchObject({ status: 64 });
  });

  it('says that there is no docker', async () => {
    const env = { PATH: fillPath(temporaryDirectory(), everyHost) };
    const ran = await run(helperPath('copy-kubectl'), ['/a/k', image, '/k'], { env });
    expect(ran.status).toBe(69);
  });
});
