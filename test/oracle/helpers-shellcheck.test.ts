/** Real shellcheck over everything in manifests/bin, and a parse by every shell that may be /bin/sh. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeWrapper } from '../manifests/support/etcdctl.ts';
import { helperPath, helpers, locate } from '../manifests/support/programs.ts';
import { run } from '../manifests/support/run.ts';
import { shells } from '../manifests/support/shells.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const shellcheck = locate('shellcheck');
const wrapper = writeWrapper(temporaryDirectory(), { header: 'spec lab' });
const programs = [...helpers.map((name) => [name, helperPath(name)] as const), ['etcdctl', wrapper] as const];

describe.each(programs)('%s', (_, path) => {
  it('is clean', async () => {
    const env = { PATH: process.env.PATH ?? '', HOME: join(temporaryDirectory()) };
    expect(await run(shellcheck, ['--norc', '-s', 'sh', path], { env })).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  it.each(shells)('is read by %s', async (_shell, command) => {
    const [program = '', ...options] = command;
    expect(await run(program, [...options, '-n', path])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
