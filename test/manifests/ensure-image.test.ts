import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';

const image = 'registry.lab:5000/centos/kube-apiserver:1.20.2';

interface Docker {
  readonly isHere: boolean;
  readonly canPull: boolean;
}

/** Runs ensure-image with a docker that records its arguments; the oracle tests ask the real one. */
async function ensure(args: string[], docker: Docker): Promise<Ran & { calls: string[][] }> {
  const directory = temporaryDirectory();
  const log = join(directory, 'log');
  const answers = `case $1 in inspect) ${docker.isHere ? 'exit 0' : 'echo No such image >&2; exit 1'};; pull) exit ${docker.canPull ? 0 : 1};; esac`;
  fillPath(directory, everyHost, { docker: recorder(log, answers) });
  const ran = await run(helperPath('ensure-image'), args, { env: { PATH: directory } });
  return { ...ran, calls: recorded(log) };
}

const inspect = ['docker', 'inspect', '--type=image', image];
const pull = ['docker', 'pull', image];

describe('ensure-image', () => {
  it.each([
    ['missing', { isHere: true, canPull: false }, 0, [inspect]],
    ['missing', { isHere: false, canPull: true }, 0, [inspect, pull]],
    ['missing', { isHere: false, canPull: false }, 1, [inspect, pull]],
    ['always', { isHere: true, canPull: true }, 0, [pull]],
    ['always', { isHere: true, canPull: false }, 0, [pull, inspect]],
    ['always', { isHere: false, canPull: false }, 1, [pull, inspect]],
    ['never', { isHere: true, canPull: true }, 0, [inspect]],
    ['never', { isHere: false, canPull: true }, 1, [inspect]],
  ])('%s with %o exits %i', async (policy, docker, status, calls) => {
    const ran = await ensure([policy, image], docker);
    expect(ran.status).toBe(status);
    expect(ran.calls).toEqual(calls);
  });

  it('says that it goes on with the local image', async () => {
    const ran = await ensure(['always', image], { isHere: true, canPull: false });
    expect(ran.stderr).toBe(`ensure-image: ${image} cannot be pulled, going on with the local one\n`);
  });

  it("gives docker's reason when it may not pull", async () => {
    const ran = await ensure(['never', image], { isHere: false, canPull: false });
    expect(ran.stderr).toContain(`${image} is not here, and its pull policy is never: No such image\n`);
  });

  it.each([
    [[]],
    [['missing']],
    [['sometimes', image]],
    [['always', '']],
    [['always', '--help']],
    [['always', 'a', 'b']],
  ])('refuses the arguments %j', async (args) => {
    const directory = fillPath(temporaryDirectory(), everyHost);
    const ran = await run(helperPath('ensure-image'), args, { env: { PATH: directory } });
    expect(ran.status).toBe(64);
    expect(ran.stderr).toContain('usage: ensure-image missing|always|never IMAGE');
  });

  it('says that there is no docker', async () => {
    const directory = fillPath(temporaryDirectory(), everyHost);
    const ran = await run(helperPath('ensure-image'), ['missing', image], { env: { PATH: directory } });
    expect(ran.status).toBe(69);
    expect(ran.stderr).toContain('there is no docker on PATH');
  });

  describe('with credentials', () => {
    const secrets = ["it's a `secret` $(id).json", 'config.json'];
    /** docker says what its directory of configuration holds. */
    const answers = '[ "$1" = --config ] && cat "$2/config.json" || exit 1';
    const pullWith = async (secret: string) => {
      const directory = temporaryDirectory();
      const log = join(directory, 'log');
      mkdirSync(join(directory, 'run'));
      writeFileSync(join(directory, 'images.conf'), `pull_secret='${secret.replaceAll("'", "'\\''")}'\n`);
      const path = fillPath(directory, everyHost, { docker: recorder(log, answers) });
      const env = { PATH: path, TMPDIR: join(directory, 'run'), UNITC_IMAGES_CONF: join(directory, 'images.conf') };
      const ran = await run(helperPath('ensure-image'), ['always', image], { env });
      return { ...ran, calls: recorded(log), left: readdirSync(join(directory, 'run')) };
    };

    it.each(secrets)('docker is given a directory with a link to %j, which is gone afterwards', async (name) => {
      const secret = join(temporaryDirectory(), name);
      writeFileSync(secret, '{"auths":{}}', { mode: 0o600 });
      const { status, stdout, calls, left } = await pullWith(secret);
      expect({ status, stdout, left }).toEqual({ status: 0, stdout: '{"auths":{}}', left: [] });
      expect(calls).toEqual([
        ['docker', '--config', expect.stringMatching(/^\/.*\/run\/ensure-image\./), 'pull', image],
      ]);
    });

    it('pulls without them when they are not there, and says so', async () => {
      const ran = await pullWith('/nowhere/docker.json');
      expect(ran.stderr).toContain('the credentials /nowhere/docker.json cannot be read, going on without them\n');
      expect(ran.calls[0]).toEqual(pull);
    });

    it('passes on that docker fails', async () => {
      const secret = join(temporaryDirectory(), 'gone');
      mkdirSync(secret);
      expect(await pullWith(secret)).toMatchObject({ status: 1, left: [] });
    });
  });
});
