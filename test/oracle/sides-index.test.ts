/** `git::PATH`, by the real git: what is staged, and nothing of the repository touched. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openIndex } from '../../src/edge/git/git-index.ts';
import type { GitNode } from '../../src/edge/git/git-state.ts';
import { GitTree } from '../../src/edge/git/git-tree.ts';
import { openRevision } from '../../src/edge/git/revision.ts';
import { unitc } from '../cli/run-case.ts';
import { onDisk, put } from '../edge/trees.ts';
import { differingFiles } from '../support/differing-files.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { base, type LabRepository, labRepository, spec } from './lab-repository.ts';

let lab: LabRepository;
beforeEach(() => {
  lab = labRepository();
});
afterEach(() => vi.unstubAllEnvs());

const changed = 'changed  master-1/etc/kubernetes/scheduler\n';
const staged = 'git::clusters/lab.yaml';
/** The one warning of the spec, where it stands. */
const even = { exit: 1, stdout: expect.stringMatching(/^warning\[UC117\].*\n --> git::clusters\/lab\.yaml:2:1\n/) };

describe('a spec', () => {
  beforeEach(() => {
    lab.commit();
    lab.edit('clusters/lab.yaml', 'v: 1', 'v: 2');
    lab.git('add', '.');
    lab.edit('clusters/lab.yaml', 'v: 2', 'v: 1');
  });

  test.each([
    ['git:HEAD:clusters/lab.yaml', staged, changed],
    ['git:HEAD', staged, changed],
    [staged, 'git:HEAD', changed],
    [staged, 'clusters/lab.yaml', changed],
    ['git::clusters/../clusters//lab.yaml', 'clusters/lab.yaml', changed],
    ['git:HEAD:clusters/lab.yaml', 'clusters/lab.yaml', ''],
    [staged, staged, ''],
  ])('%s %s', async (before, after, stdout) => {
    expect(await lab.diff(before, after)).toMatchObject({ exit: 0, stdout, stderr: '' });
  });

  test('alone is compared with the work tree, also from below; nothing of the repository changes', async () => {
    const before = onDisk(lab.at);
    const below = async (...words: string[]) => unitc(['-C', path.join(lab.at, 'clusters'), ...words]);
    for (const name of [staged, 'git::./lab.yaml', 'git::../clusters/lab.yaml']) {
      expect(differingFiles(await below('diff', '--format', 'json', name)).stdout, name).toBe(changed);
      expect(await below('check', '--strict', name), name).toMatchObject(even);
    }
    expect(await below('check', 'git::lab.yaml')).toMatchObject({
      exit: 2,
      stderr: [
        'unitc: the index has no `lab.yaml`',
        '  = help: write git::./lab.yaml, or the path from the top: clusters/lab.yaml\n',
      ].join('\n'),
    });
    expect(onDisk(lab.at)).toEqual(before);
  });

  test('is that of the index which GIT_INDEX_FILE names', async () => {
    const other = path.join(temporaryDirectory(), 'index');
    vi.stubEnv('GIT_INDEX_FILE', other);
    lab.git('read-tree', 'HEAD');
    expect((await lab.diff('git:HEAD', staged)).stdout).toBe('');
    lab.edit('common/base.yaml', 'name: lab', 'name: other');
    lab.git('add', '.');
    vi.stubEnv('GIT_INDEX_FILE', path.relative(lab.at, other));
    expect((await lab.run('diff', '-U0', '--text', 'git:HEAD', staged)).stdout).toMatch(
      /^-.*from the spec lab;.*\n\+.*from the spec other;/m,
    );
  });
});

test('what it extends is staged too, also through links', async () => {
  symlinkSync('../common', path.join(lab.at, 'clusters/shared'));
  symlinkSync('lab.yaml', path.join(lab.at, 'clusters/link.yaml'));
  lab.edit('clusters/lab.yaml', '../common/base.yaml', 'shared/base.yaml');
  lab.git('add', '.');
  lab.edit('common/base.yaml', 'debian', 'debain');
  rmSync(path.join(lab.at, 'clusters'), { recursive: true });
  expect(await lab.run('check', 'git::clusters/link.yaml')).toMatchObject({ exit: 0 });
  lab.git('add', 'common');
  const ran = await lab.run('check', 'git::clusters/link.yaml', staged, 'git::common/../clusters/lab.yaml');
  expect(ran.exit).toBe(1);
  expect(ran.stdout.match(/^ --> .*/gm)).toEqual([' --> git::clusters/shared/base.yaml:1:13']);
  expect(ran.stderr).toBe('\n✖ 1 error in 3 specs\n');
  expect(await lab.run('diff', staged, staged)).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('✖ 1 error in git::clusters/lab.yaml\n'),
  });
});

test('check takes specs of revisions, and says where its findings are', async () => {
  lab.edit('common/base.yaml', 'debian', 'debain');
  lab.commit();
  lab.edit('common/base.yaml', 'debain', 'debian');
  const ran = await lab.run('check', '--format', 'concise', 'git:HEAD:clusters/lab.yaml', 'clusters/lab.yaml');
  expect(ran.stdout).toMatch(/^git:HEAD:common\/base\.yaml:1:13: error/);
  expect(await lab.run('check', 'git:HEAD:common')).toMatchObject({
    exit: 2,
    stderr: 'unitc: cannot read git:HEAD:common: it is a directory\n',
  });
});

describe('what a commit would not have', () => {
  const notStaged = [
    'unitc: the index has no `clusters/lab.yaml`\n  = help: the work tree has it: git add it\n',
    'unitc: cannot read git::common/base.yaml: it is not staged\n',
  ];
  const errors = async () => {
    const own = await lab.run('check', staged);
    lab.git('add', 'clusters');
    return [own.stderr, (await lab.run('check', staged)).stderr.split('\n')[0]];
  };

  test('is what nobody added', async () => {
    expect(await errors()).toEqual([notStaged[0], notStaged[1]?.trim()]);
  });

  test('is what is only to be added', async () => {
    lab.git('add', '--intent-to-add', '.');
    expect(await errors()).toEqual([notStaged[0], notStaged[1]?.trim()]);
    rmSync(path.join(lab.at, 'common/base.yaml'));
    const ran = await lab.run('check', staged);
    expect(ran.stderr).toContain('unitc: cannot read git::common/base.yaml: there is no such file\n');
  });

  test('is what was removed', async () => {
    lab.commit();
    lab.git('rm', '-q', '--cached', 'common/base.yaml');
    const ran = await lab.run('check', staged);
    expect(ran.exit).toBe(1);
    expect(ran.stderr).toContain(notStaged[1] ?? '');
    expect(ran.stdout).toContain('error[UC001]: `common/base.yaml` cannot be read\n --> git::clusters/lab.yaml:1:10\n');
  });

  test('is what has conflicts; others have none', async () => {
    lab.commit();
    lab.git('checkout', '-q', '-b', 'other');
    lab.edit('common/base.yaml', 'name: lab', 'name: other');
    lab.commit();
    lab.git('checkout', '-q', 'main');
    lab.edit('common/base.yaml', 'name: lab', 'name: ours');
    put(lab.at, 'common/whole.yaml', base.replace('name: lab', 'name: whole'));
    lab.commit();
    expect(() => lab.git('merge', '-q', 'other')).toThrow();
    expect(await lab.run('check', 'git::common/base.yaml')).toMatchObject({
      exit: 2,
      stderr: 'unitc: `common/base.yaml` is not merged yet\n  = help: solve its conflicts, and git add it\n',
    });
    const ran = await lab.run('check', staged);
    expect(ran).toMatchObject({ exit: 1, stderr: expect.stringContaining('`common/base.yaml` is not merged yet\n') });
    expect((await lab.run('check', 'git::common/whole.yaml')).stdout).not.toContain('cannot be read');
    expect((await lab.run('check', 'git::common/no.yaml')).stderr).toContain('it has base.yaml, whole.yaml\n');
    lab.git('checkout', '-q', '--ours', 'common/base.yaml');
    lab.git('add', 'common/base.yaml');
    expect(await lab.run('check', '--strict', staged)).toMatchObject(even);
  });

  test('is what a submodule has', async () => {
    const other = labRepository();
    other.commit();
    lab.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', other.at, 'sub');
    lab.git('add', '.');
    expect((await lab.run('check', 'git::sub/clusters/lab.yaml')).stderr).toBe(
      'unitc: the index has no `sub/clusters/lab.yaml`\n  = help: in `.` it has .gitmodules, clusters, common\n',
    );
  });

  test('is all in a repository without an index, and none in no repository', async () => {
    const bare = temporaryDirectory();
    execFileSync('git', ['init', '-q', '--bare', bare]);
    expect(await unitc(['-C', bare, 'check', 'git::lab.yaml'])).toMatchObject({
      exit: 2,
      stderr: 'unitc: the index has no `lab.yaml`\n  = help: in `.` it has nothing\n',
    });
    expect((await unitc(['-C', temporaryDirectory(), 'check', 'git::lab.yaml'])).stderr).toMatch(
      /^unitc: this directory is in no git repository\n/,
    );
  });
});

test.each(['a "b" $c\nd\t%', '-x', '2:ours', '--help', 'a\\b', ':(top)', '*', '[a]', 'ü', '{a:b', ' ', "'"])(
  'below %j',
  async (odd) => {
    mkdirSync(path.join(lab.at, odd, odd), { recursive: true });
    writeFileSync(path.join(lab.at, odd, odd, `${odd}.yaml`), `name: odd\n${spec.replace('../', '../../')}`);
    lab.git('add', '.');
    rmSync(path.join(lab.at, odd), { recursive: true });
    const ran = await lab.run('check', `git::${odd}/${odd}/${odd}.yaml`);
    expect(ran).toMatchObject({ exit: 0, stderr: expect.stringMatching(/^\n! 1 warning in git::.*\n$/) });
  },
);

test('what build wrote, an archive and a unit file', async () => {
  await lab.run('build', 'clusters/lab.yaml', '-o', 'OUT');
  await lab.run('build', 'clusters/lab.yaml', '--host', 'master-2', '-o', 'two.tar.gz');
  put(lab.at, 'web.service', '[Service]\nExecStart=/bin/web\nUser=a\n');
  lab.git('add', '-f', '.');
  const same = { exit: 0, stdout: '', stderr: '' };
  expect(await lab.diff('--exit-code', 'git::OUT', staged)).toMatchObject(same);
  expect(await lab.diff('-q', '--exit-code', 'git::OUT/master-2', 'git::two.tar.gz')).toMatchObject(same);
  lab.edit('web.service', 'User=a', 'User=b');
  expect((await lab.run('diff', 'git::web.service')).stdout).toContain('~ [Service] User  a → b\n');
});

describe('the index', () => {
  const all = (tree: GitTree, at = ''): Map<string, Omit<GitNode, 'id'>> =>
    new Map(
      tree.names(at).flatMap((name) => {
        const below = at === '' ? name : `${at}/${name}`;
        const node = tree.node(below);
        if (node === undefined) return [];
        const { id, ...known } = node;
        if (node.type === 'directory') return [[below, known] as const, ...all(tree, below)];
        return [[below, { ...known, text: Buffer.from(tree.contents([id]).get(id) ?? []).toString() }] as const];
      }),
    );
  const expectSame = (directory = lab.at) => {
    const index = all(new GitTree(openIndex(directory)));
    expect(index).toEqual(all(new GitTree(openRevision(directory, lab.git('write-tree').trim()))));
    return index;
  };

  test('is the tree that git writes of it', () => {
    const part = fc.constantFrom('a', 'b', 'a.b', 'ü', 'c d', '"', 'x\ny');
    const file = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const kind = fc.constantFrom('file', 'program', 'link');
    const sizes: number[] = [];
    fc.assert(
      fc.property(fc.array(fc.tuple(file, kind, fc.constantFrom('', 'text', '\n')), { maxLength: 12 }), (files) => {
        lab.git('read-tree', '--empty');
        const work = path.join(lab.at, 'work');
        rmSync(work, { recursive: true, force: true });
        for (const [name, of, text] of files) {
          const at = path.join(work, name);
          try {
            mkdirSync(path.dirname(at), { recursive: true });
            if (of === 'link') symlinkSync(`to ${text}`, at);
            else writeFileSync(at, text, { flag: 'wx', mode: of === 'program' ? 0o755 : 0o644 });
          } catch {
            // A file of that name is there, or above it.
          }
        }
        lab.git('add', '.');
        sizes.push(expectSame().size);
      }),
      { numRuns: 25 },
    );
    expect(Math.max(...sizes)).toBeGreaterThan(10);
  });

  test('is read whatever it is like: with ids of SHA-256, split, sparse, with names of no text', () => {
    lab = labRepository('--object-format=sha256');
    lab.git('add', '.');
    expect(expectSame().size).toBe(4);
    lab = labRepository();
    lab.git('update-index', '--split-index');
    lab.git('add', '.');
    chmodSync(path.join(lab.at, 'common/base.yaml'), 0o755);
    lab.git('add', '.');
    expect(expectSame(path.join(lab.at, 'clusters')).get('common/base.yaml')).toMatchObject({ isExecutable: true });
    lab = labRepository();
    lab.commit();
    lab.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'clusters');
    expect(lab.git('ls-files', '--sparse')).toContain('common/\n');
    expect([...expectSame().keys()]).toContain('common/base.yaml');
    const [name, id] = [Buffer.from('latin\xe9', 'latin1'), lab.git('hash-object', '-w', 'clusters/lab.yaml').trim()];
    const input = Buffer.concat([Buffer.from(`100644 ${id}\t`), name, Buffer.from('\n')]);
    execFileSync('git', ['-C', lab.at, 'update-index', '--index-info'], { input });
    expect(expectSame().size).toBe(5);
  });
});
