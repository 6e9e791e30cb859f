/** `unitc diff` of revisions, by the real git: nothing is checked out, and no name is an option or a path elsewhere. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { put } from '../edge/trees.ts';
import { differingFiles } from '../support/differing-files.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { type LabRepository, labRepository, spec } from './lab-repository.ts';

let at: string;
let repository: LabRepository;
const git: LabRepository['git'] = (...words) => repository.git(...words);
const run: LabRepository['run'] = (...words) => repository.run(...words);
const diff: LabRepository['diff'] = (...words) => repository.diff(...words);
const commit: LabRepository['commit'] = (message) => repository.commit(message);
const edit: LabRepository['edit'] = (...words) => repository.edit(...words);

beforeEach(() => {
  repository = labRepository();
  at = repository.at;
  commit();
});

const changed = 'changed  master-1/etc/kubernetes/scheduler\n';

describe('a spec', () => {
  beforeEach(() => edit('clusters/lab.yaml', 'v: 1', 'v: 2'));

  test.each([
    ['clusters/lab.yaml'],
    ['git:HEAD:clusters/lab.yaml'],
    ['git:HEAD', 'clusters/lab.yaml'],
    ['git:main:clusters/lab.yaml', 'clusters/lab.yaml'],
    ['git:main:./clusters/lab.yaml', 'clusters/lab.yaml'],
    ['git:main:clusters/../clusters//lab.yaml', 'clusters/lab.yaml'],
    ['git:main^{/o.*:?ne}:clusters/lab.yaml', 'clusters/lab.yaml'],
    ['clusters/lab.yaml', 'git:HEAD'],
  ])('%s %s', async (...sides) => {
    expect(await diff('--exit-code', ...sides)).toEqual(
      expect.objectContaining({ exit: 1, stdout: changed, stderr: '' }),
    );
  });

  test('from below, as git has it: the work tree and the index are as they were', async () => {
    const before = git('status', '--porcelain=v2');
    const below = async (...sides: string[]) =>
      differingFiles(await unitc(['-C', path.join(at, 'clusters'), 'diff', '--format', 'json', ...sides]));
    expect((await below('lab.yaml')).stdout).toBe(changed);
    expect((await below('git:HEAD:clusters/lab.yaml')).stdout).toBe(changed);
    expect((await below('git:HEAD:./lab.yaml')).stdout).toBe(changed);
    expect(await below('git:HEAD:lab.yaml', 'lab.yaml')).toMatchObject({
      exit: 2,
      stderr:
        'unitc: `HEAD` has no `lab.yaml`\n  = help: write git:HEAD:./lab.yaml, or the path from the top: clusters/lab.yaml\n',
    });
    expect(git('status', '--porcelain=v2')).toBe(before);
  });

  test('from elsewhere, in its own repository', async () => {
    const elsewhere = temporaryDirectory();
    const ran = await unitc(['-C', elsewhere, 'diff', '--format', 'json', path.join(at, 'clusters/lab.yaml')]);
    expect(differingFiles(ran)).toMatchObject({ exit: 0, stdout: changed, stderr: '' });
  });

  test('two revisions', async () => {
    commit('two');
    expect((await diff('git:HEAD~1:clusters/lab.yaml', 'git:HEAD')).stdout).toBe(changed);
    expect((await diff('git:HEAD:clusters/lab.yaml', 'git:HEAD~1')).stdout).toBe(changed);
    expect((await diff('clusters/lab.yaml')).stdout).toBe('');
  });
});

test('what a spec extends is that of the revision, also through links', async () => {
  symlinkSync('../common', path.join(at, 'clusters/shared'));
  symlinkSync('lab.yaml', path.join(at, 'clusters/link.yaml'));
  edit('clusters/lab.yaml', '../common/base.yaml', 'shared/base.yaml');
  commit('two');
  edit('common/base.yaml', 'name: lab', 'name: other');
  const { stdout } = await run(
    'diff',
    '--text',
    '-U0',
    '--host',
    'master-2',
    'git:HEAD:clusters/link.yaml',
    'clusters/link.yaml',
  );
  expect(stdout).toMatch(/^-.*from the spec lab;.*\n\+.*from the spec other;/m);
});

test('a spec with errors is shown where it is', async () => {
  edit('common/base.yaml', 'debian', 'debain');
  commit('two');
  edit('common/base.yaml', 'debain', 'debian');
  const ran = await run('diff', 'clusters/lab.yaml');
  expect(ran.exit).toBe(1);
  expect(ran.stderr).toContain(' --> git:HEAD:common/base.yaml:1:13\n');
  expect(ran.stderr).toContain('✖ 1 error in git:HEAD:clusters/lab.yaml\n');
});

test('a spec that leaves the repository, or extends what the revision has not', async () => {
  put(at, 'out.yaml', 'extends: ../../etc/base.yaml\n');
  put(at, 'gone.yaml', 'extends: never.yaml\n');
  commit('two');
  const out = await run('diff', 'git:HEAD:out.yaml', 'clusters/lab.yaml');
  expect(out.exit).toBe(1);
  expect(out.stderr).toContain('unitc: cannot read git:HEAD:../../etc/base.yaml: it is outside of the repository\n');
  const gone = await run('diff', 'git:HEAD:gone.yaml', 'clusters/lab.yaml');
  expect(gone.stderr).toContain('unitc: cannot read git:HEAD:never.yaml: there is no such file\n');
});

describe('what build wrote', () => {
  const kept = async () => {
    expect((await run('build', 'clusters/lab.yaml', '-o', 'OUT')).exit).toBe(0);
    expect((await run('build', 'clusters/lab.yaml', '--host', 'master-2', '-o', 'two.tar.gz')).exit).toBe(0);
    expect((await run('build', 'clusters/lab.yaml', '--host', 'master-2', '-o', 'two.tar.zst')).exit).toBe(0);
    commit('built');
  };

  test('is as built, with the modes that git does not keep', async () => {
    await kept();
    for (const side of ['clusters/lab.yaml', 'OUT', 'git:HEAD~1:clusters/lab.yaml']) {
      expect(await diff('--exit-code', 'git:HEAD:OUT', side)).toMatchObject({ exit: 0, stdout: '', stderr: '' });
    }
    expect((await diff('-q', '--exit-code', 'git:HEAD:OUT/master-2', 'clusters/lab.yaml')).stdout).toBe('');
    expect((await diff('-q', '--exit-code', 'git:HEAD:two.tar.gz', 'clusters/lab.yaml')).stdout).toBe('');
    const zst = await diff('-q', '--exit-code', 'git:HEAD:two.tar.zst', 'clusters/lab.yaml');
    expect(zst).toMatchObject({ exit: 0, stdout: '', stderr: '' });
    expect((await diff('OUT')).stdout).toBe('');
  });

  test('is as it was edited', async () => {
    await kept();
    appendFileSync(path.join(at, 'OUT/master-1/etc/kubernetes/scheduler'), '# edited\n');
    rmSync(path.join(at, 'OUT/master-2/etc/etcd/etcd.conf'));
    expect((await diff('OUT')).stdout).toBe(`${changed}removed  master-2/etc/etcd/etcd.conf\n`);
    commit('edited');
    expect((await diff('git:HEAD~1:OUT', 'git:HEAD:OUT')).stdout).toBe(
      `${changed}removed  master-2/etc/etcd/etcd.conf\n`,
    );
  });

  test('golden trees of this repository, as they are kept', async () => {
    const golden = path.join(import.meta.dirname, '../../golden/etcd-only');
    cpSync(golden, path.join(at, 'golden/etcd-only'), { recursive: true, verbatimSymlinks: true });
    commit('golden');
    expect(await diff('--exit-code', 'golden/etcd-only')).toMatchObject({ exit: 0, stdout: '', stderr: '' });
    const [host] = readdirSync(path.join(golden, 'hosts'));
    appendFileSync(path.join(at, 'golden/etcd-only/hosts', host ?? '', 'etc/etcd/etcd.conf'), '\n');
    expect((await diff('golden/etcd-only')).stdout).toBe(`changed  ${host}/etc/etcd/etcd.conf\n`);
  });

  test('a directory without manifests is none', async () => {
    expect(await diff('git:HEAD:clusters', 'clusters/lab.yaml')).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/^unitc: git:HEAD:clusters holds nothing that build wrote\n/),
    });
  });
});

describe('refused', () => {
  const canary = () => readdirSync(at).sort();
  test.each([
    ['git:-x:clusters/lab.yaml', '`-x` is no revision: it begins with `-`'],
    ['git:--output=pwned:clusters/lab.yaml', '`--output=pwned` is no revision: it begins with `-`'],
    ['git:main..HEAD:clusters/lab.yaml', '`main..HEAD` is several revisions, not one'],
    ['git:^main:clusters/lab.yaml', '`^main` is several revisions, not one'],
    ['git:', '`git:` names no revision'],
    ['git:a\nb:clusters/lab.yaml', '`git:a␊b:clusters/lab.yaml` has a control character in its revision'],
    ['git:main\u0000:x', '`git:main␀:x` has a control character in its revision'],
    ['git:$(touch pwned):x', 'the repository has no revision `$(touch pwned)`'],
    ['git:nope:x', 'the repository has no revision `nope`'],
    ['git:main:../x', '`../x` is outside of the repository'],
    ['git:main:/etc/passwd', '`main` has no `etc/passwd`'],
    ['git:main:--help', '`main` has no `--help`'],
    ['git:main:a\nb', '`main` has no `a␊b`'],
    ['git:main:clusters/lab.yaml/x', '`main` has no `clusters/lab.yaml/x`'],
  ])('%j', async (side, message) => {
    const before = canary();
    const ran = await diff(side, 'clusters/lab.yaml');
    expect(ran).toMatchObject({ exit: 2, stdout: '' });
    expect(ran.stderr.split('\n')[0]).toBe(`unitc: ${message}`);
    expect(canary()).toEqual(before);
  });

  test('a revision of a shallow clone says how the others come', async () => {
    commit('two');
    const clone = path.join(temporaryDirectory(), 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${at}`, clone], { stdio: 'pipe' });
    const ran = await unitc(['-C', clone, 'diff', 'git:HEAD~1', 'clusters/lab.yaml']);
    expect(ran).toMatchObject({ exit: 2, stderr: expect.stringContaining('git fetch --unshallow, or fetch-depth: 0') });
  });

  test('no repository, no commit, no git', async () => {
    const empty = temporaryDirectory();
    writeFileSync(path.join(empty, 'lab.yaml'), spec);
    const none = await unitc(['-C', empty, 'diff', 'lab.yaml']);
    expect(none).toMatchObject({
      exit: 2,
      stderr: expect.stringMatching(/^unitc: this directory is in no git repository\n/),
    });
    execFileSync('git', ['-C', empty, 'init', '-q']);
    const uncommitted = await unitc(['-C', empty, 'diff', 'lab.yaml']);
    expect(uncommitted.stderr).toBe(
      'unitc: the repository has no revision `HEAD`\n  = help: commit something first, or name both sides\n',
    );
    const program = path.join(import.meta.dirname, '../../dist/cli/main.js');
    const run = () =>
      execFileSync(process.execPath, [program, 'diff', 'clusters/lab.yaml'], {
        cwd: at,
        env: { PATH: '/nonexistent' },
        stdio: 'pipe',
      });
    expect(run).toThrow('there is no git here');
  });
});

test('a unit file', async () => {
  put(at, 'units/web.service', '[Service]\nExecStart=/bin/web\nUser=a\n');
  commit('unit');
  edit('units/web.service', 'User=a', 'User=b');
  for (const sides of [['units/web.service'], ['git:HEAD', 'units/web.service']]) {
    const { stdout } = await run('diff', ...sides);
    expect(stdout).toContain('~ /etc/systemd/system/web.service\n      ~ [Service] User  a → b\n');
  }
});

test('names of any bytes', async () => {
  const odd = 'a "b" $c\nd\t%';
  mkdirSync(path.join(at, odd));
  cpSync(path.join(at, 'clusters/lab.yaml'), path.join(at, odd, 'ü.yaml'));
  commit('odd');
  edit(`${odd}/ü.yaml`, 'v: 1', 'v: 2');
  expect((await diff(`git:HEAD:${odd}/ü.yaml`)).stdout).toBe(changed);
  expect((await diff(`${odd}/ü.yaml`)).stdout).toBe(changed);
});
