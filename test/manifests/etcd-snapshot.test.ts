/** etcd-snapshot with an etcdctl that saves what it is told to; the machine tests run the real one. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath } from './support/programs.ts';
import { run } from './support/run.ts';
import { shells } from './support/shells.ts';

const saving = `[ "$1 $2" = "snapshot save" ] || exit 9
echo "$ETCDCTL_API" >>"\${0%/*}/api"
echo data >"$3"`;
const reading = '[ "$1 $2 $3" = "with words snapshot" ] && [ "$4" = status ] && grep -q data "$5"';

interface Asked {
  readonly there?: readonly string[];
  readonly keep?: string;
  readonly save?: string;
  readonly check?: string;
  readonly shell?: readonly string[];
}

async function snapshot({ there = [], keep = '3', save = saving, check = reading, shell = [] }: Asked) {
  const directory = temporaryDirectory();
  const programs = { etcdctl: `#!/bin/sh\n${save}\n`, checker: `#!/bin/sh\n${check}\n` };
  fillPath(directory, everyHost, programs);
  const dir = join(directory, 'two  words');
  mkdirSync(dir);
  for (const name of there) writeFileSync(join(dir, name), 'older');
  const [program = '', ...before] = [...shell, helperPath('etcd-snapshot')];
  const args = [`--dir=${dir}`, `--keep=${keep}`, join(directory, 'etcdctl'), '--', join(directory, 'checker')];
  const ran = await run(program, [...before, ...args, 'with', 'words'], { env: { PATH: directory } });
  const left = readdirSync(dir).sort();
  return { ...ran, dir, directory, left, made: left.filter((name) => !there.includes(name)) };
}

const older = ['20200101T000000Z.db', '20200102T000000Z.db', '20200103T000000Z.db'];

describe.concurrent('what is saved', () => {
  it.each(shells)('has the time for a name, under %s', async (_, shell) => {
    const { status, made, dir, directory, stderr } = await snapshot({ shell });
    expect({ status, made }).toEqual({ status: 0, made: [expect.stringMatching(/^\d{8}T\d{6}Z\.db$/)] });
    const file = join(dir, made[0] ?? '');
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['data\n', 0o600]);
    expect(readFileSync(join(directory, 'api'), 'utf8')).toBe('3\n');
    expect(stderr).toBe(`etcd-snapshot: ${file} is saved\n`);
  });

  it('replaces the oldest, and nothing that has another name', async () => {
    const other = ['before-the-upgrade.db', '2020.db', 'notes'];
    const { left, made } = await snapshot({ there: [...older, ...other] });
    expect(left).toEqual([...older.slice(1), ...made, ...other].sort());
  });

  it('is kept itself, where a clock was wrong', async () => {
    const { left, made } = await snapshot({ there: ['20990101T000000Z.db', ...older], keep: '1' });
    expect(left).toEqual(made);
  });

  it('takes what an earlier call left half done with it', async () => {
    const { left, made } = await snapshot({ there: ['.saving-20200101T000000Z', '.saving-20200101T000000Z.part'] });
    expect(left).toEqual(made);
  });
});

describe.concurrent('what cannot be saved', () => {
  it.each<[string, Asked, string]>([
    ['when etcdctl fails', { save: 'echo half >"$3.part"; exit 1' }, 'could not save'],
    ['when etcdctl writes nothing', { save: ': >"$3"' }, 'saved nothing'],
    ['when the checker does not like it', { check: 'exit 1' }, 'cannot be read'],
  ])('leaves everything as it was %s', async (_, asked, reason) => {
    const { status, left, stderr } = await snapshot({ ...asked, there: older, keep: '1' });
    expect({ status, left }).toEqual({ status: 1, left: older });
    expect(stderr).toContain(reason);
    expect(stderr).toContain('there is no new snapshot');
  });

  it('says that the directory is not there', async () => {
    const ran = await run(helperPath('etcd-snapshot'), ['--dir=/nowhere/x', '--keep=1', 'e', '--', 'c'], {
      env: { PATH: fillPath(temporaryDirectory(), everyHost) },
    });
    expect(ran).toMatchObject({ status: 1, stderr: expect.stringContaining('/nowhere/x') });
    expect(existsSync('/nowhere')).toBe(false);
  });

  it.each([['--keep=0'], ['--keep=x'], ['--dir=relative'], ['--nosuch']])('is a wrong usage: %s', async (option) => {
    const args = ['--dir=/d', '--keep=1', option, 'e', '--', 'c'];
    const ran = await run(helperPath('etcd-snapshot'), args, {
      env: { PATH: fillPath(temporaryDirectory(), everyHost) },
    });
    expect(ran).toMatchObject({ status: 64, stderr: expect.stringContaining('usage: etcd-snapshot ') });
  });
});
