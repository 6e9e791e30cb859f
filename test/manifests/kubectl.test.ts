/** The wrapper kubectl with a docker that records its words. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileOf, treeOf } from '../support/compile.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';
import { shells } from './support/shells.ts';

const spec = (family: string, rest = '') => `host: { os: centos-atomic }
images: { mirror: "m.lab", family: ${family} }
kubectl: wrapper
hosts: { master-1: { address: 192.0.2.1, roles: [etcd, control-plane] } }
${rest}`;

class Host {
  readonly directory = temporaryDirectory();
  readonly home = join(this.directory, 'home');
  readonly log = join(this.directory, 'log');
  readonly wrapper = join(this.directory, 'kubectl');
  readonly path = join(this.directory, 'path');

  constructor({ family = 'distribution', answers = '' } = {}) {
    mkdirSync(join(this.home, 'work'), { recursive: true });
    mkdirSync(this.path);
    const script = fileOf(treeOf(spec(family)), 'usr/local/bin/kubectl').content;
    const own = script
      .replace('docker=/usr/bin/docker', `docker='${this.path}/docker'`)
      .replace('ensure_image=/usr/local/libexec/unitc/ensure-image', `ensure_image='${this.path}/ensure-image'`);
    writeFileSync(this.wrapper, own, { mode: 0o755 });
    fillPath(this.path, everyHost, {
      docker: recorder(this.log, answers || '[ "$1" != run ] || exit 7'),
      'ensure-image': recorder(this.log, 'echo pulled'),
    });
  }

  /** Words of `docker run`, those that are the same in every call left out. */
  async words(
    args: readonly string[],
    { cwd = join(this.home, 'work'), env = {}, shell = [] as readonly string[] } = {},
  ) {
    const [command = this.wrapper, ...rest] = [...shell, this.wrapper];
    const all = { PATH: this.path, HOME: this.home, ...env };
    const ran = await run(command, [...rest, ...args], { env: all, cwd });
    const call = recorded(this.log).findLast((words) => words[1] === 'run') ?? [];
    const fixed = ['docker', 'run', '--rm', '--interactive', '--net=host', '--log-driver=none'];
    const start = [...fixed, '--security-opt', 'label=disable', '--user', '0:0'];
    expect(call.slice(0, start.length)).toEqual(start);
    const words = call.slice(start.length).map((word) => word.replaceAll(this.directory, 'D'));
    return {
      ran,
      options: words.slice(0, words.indexOf('--entrypoint')),
      rest: words.slice(words.indexOf('--entrypoint')),
    };
  }
}

const work = ['--workdir', 'D/home/work', '--env', 'HOME=D/home', '--volume', 'D/home/work:D/home/work:ro'];
const volumes = (options: readonly string[]) =>
  options.filter((_, at) => options[at - 1] === '--volume' && options[at] !== '/etc/kubernetes:/etc/kubernetes:ro');
const image = ['--entrypoint', '/usr/bin/kubectl', 'm.lab/centos/kubernetes-apiserver:1.5.2'];

describe('the wrapper kubectl', () => {
  it.each(shells)('passes words, stdin’s lack of a terminal and the exit code on, under %s', async (_, shell) => {
    const odd = ['get', 'po', '-o', 'jsonpath={.items[*].a b}', '', '$X', "it's", '*', '-', '--', '-f', '/nowhere/x'];
    const { ran, options, rest } = await new Host().words(odd, { shell });
    expect(ran).toMatchObject({ status: 7, stdout: '', stderr: '' });
    expect(rest).toEqual([...image, ...odd]);
    expect(options.filter((word) => !word.startsWith('/etc/kubernetes'))).toEqual(expect.arrayContaining(work));
    expect(options).not.toContain('--tty');
  });

  it('mounts ~/.kube for writing, and where files are', async () => {
    const host = new Host();
    for (const name of ['home/.kube', 'a b/c', 'plain', 'conf'])
      mkdirSync(join(host.directory, name), { recursive: true });
    for (const name of ['a b/c/x.yaml', 'plain/y', 'conf/k1']) writeFileSync(join(host.directory, name), '');
    const at = (name: string) => join(host.directory, name);
    const args = [
      'apply',
      '-f',
      at('a b/c/x.yaml'),
      `--filename=${at('a b/c')}`,
      '-f',
      'z.yaml',
      '-f',
      '../../plain/y',
    ];
    const env = { KUBECONFIG: `${at('conf/k1')}:${at('missing/k2')}` };
    const { ran, options, rest } = await host.words([...args, '-f', '-', '-f', 'https://x/y'], { env });
    expect(ran.stderr).toBe('');
    expect(volumes(options)).toEqual([
      'D/home/.kube:D/home/.kube',
      'D/home/work:D/home/work:ro',
      'D/a b/c:D/a b/c:ro',
      'D/plain:D/plain:ro',
      'D/conf:D/conf:ro',
    ]);
    expect(options).toContain('KUBECONFIG');
    expect(rest).toContain('../../plain/y');
  });

  it('says which files kubectl cannot see', async () => {
    const host = new Host();
    const colon = join(host.directory, 'a:b');
    mkdirSync(colon);
    const args = ['create', '-f', '/etc/passwd', `-f${colon}/x`, '--kubeconfig=/usr/bin/x'];
    const { ran, options } = await host.words(args);
    const said = ran.stderr.split('\n').slice(0, -1);
    expect(said).toHaveLength(3);
    for (const [at, file] of ['/etc/passwd', `${colon}/x`, '/usr/bin/x'].entries())
      expect(said[at]).toBe(
        `kubectl: note: ${file} is in a directory that kubectl cannot see; pass it through stdin (-f -)`,
      );
    expect(volumes(options)).toEqual(['D/home/work:D/home/work:ro']);
  });

  it.each(['/', '/usr/bin', '/etc', '/proc'])('goes without a directory of work in %s', async (cwd) => {
    const { options } = await new Host().words(['version'], { cwd });
    expect(options).not.toContain('--workdir');
    expect(volumes(options)).toEqual([]);
  });

  it('calls hyperkube by its argument', async () => {
    const { rest } = await new Host({ family: 'hyperkube' }).words(['get', 'no']);
    const reference = 'm.lab/google_containers/hyperkube-amd64:v1.5.2';
    expect(rest).toEqual(['--entrypoint', '/hyperkube', reference, 'kubectl', 'get', 'no']);
  });

  it('fetches a missing image first, and says so on stderr alone', async () => {
    const host = new Host({ answers: '[ "$1" != inspect ]' });
    const { ran } = await host.words(['version']);
    expect(ran).toMatchObject({ status: 0, stdout: '', stderr: 'pulled\n' });
    expect(recorded(host.log)[1]).toEqual(['ensure-image', 'missing', 'm.lab/centos/kubernetes-apiserver:1.5.2']);
  });

  it('says that there is no docker', async () => {
    const host = new Host();
    await run('/bin/rm', [join(host.path, 'docker')]);
    const ran: Ran = await run(host.wrapper, ['version'], { env: { PATH: host.path } });
    expect(ran).toMatchObject({ status: 69, stdout: '' });
  });
});
