/** docs/diff.md: its commands run in a repository, in order, by bash, the real git and the program itself. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const page = readFileSync('docs/diff.md', 'utf8');
const blocks = [...page.matchAll(/^```(\w+)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)].map(([, kind, file, text = '']) => ({
  kind,
  file,
  text,
}));
const commands = blocks.filter(({ kind, file }) => kind === 'sh' && file === undefined).map(({ text }) => text);

const spec = (v: number) => `name: lab
host: { os: debian }
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "1.19.16" }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
  master-2: { address: 192.0.2.2, roles: [etcd] }
components:
  kube-scheduler: { flags: { v: ${v} } }
`;

describe('docs/diff.md', () => {
  let at: string;
  let bin: string;
  const sh = (script: string) => {
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, HOME: at, GIT_CONFIG_NOSYSTEM: '1' };
    const options = ['-c', 'user.name=n', '-c', 'user.email=n@lab', '-c', 'init.defaultBranch=main'];
    const git = `git() { command git ${options.join(' ')} "$@"; }\n`;
    return spawnSync('bash', ['-euc', git + script], { cwd: at, encoding: 'utf8', env });
  };
  const done = (script: string): string => {
    const { status, stdout, stderr } = sh(script);
    expect(`${stderr}exit ${status}`, script).toMatch(/exit 0$/);
    return stdout;
  };

  beforeAll(() => {
    at = temporaryDirectory();
    bin = temporaryDirectory();
    const program = path.resolve('dist/cli/main.js');
    writeFileSync(path.join(bin, 'unitc'), `#!/bin/sh\nexec ${process.execPath} ${program} "$@"\n`);
    for (const { file, text } of blocks) if (file === 'unitc-git-diff') writeFileSync(path.join(bin, file), text);
    for (const file of ['unitc', 'unitc-git-diff']) chmodSync(path.join(bin, file), 0o755);
    execFileSync('git', ['init', '-q', '-b', 'main', at]);
    writeFileSync(path.join(at, 'cluster.yaml'), spec(1));
    done('git add -A; git commit -qm one');
    writeFileSync(path.join(at, 'cluster.yaml'), spec(2));
  });

  it('has a first example that prints what stands below it', () => {
    expect(commands).toHaveLength(6);
    expect(done(commands[0] ?? '')).toBe(blocks.find(({ kind }) => kind === 'text')?.text);
  });

  it('has sides that are the same', () => {
    expect(done(commands[1] ?? '')).not.toContain('→');
  });

  it('has revisions, each with the same difference', () => {
    const printed = done(commands[2] ?? '');
    expect(printed.match(/^ {6}~ KUBE_LOG_LEVEL --v {2}1 → 2$/gm)).toHaveLength(3);
  });

  it('has a patch that makes one directory of another, and formats', () => {
    done('sed -i "s/v: 2/v: 3/" cluster.yaml');
    const printed = done(commands[3] ?? '');
    expect(printed).toContain('~ KUBE_LOG_LEVEL --v  1 → 3\n');
    expect(printed.endsWith('\netc/kubernetes/scheduler\n')).toBe(true);
    expect(done('unitc diff OUT cluster.yaml')).toBe('');
  });

  it('has a driver that shows archives', () => {
    const unit = (user: string) => `printf '[Service]\\nExecStart=/bin/web\\nUser=${user}\\n' >web.service`;
    done(`${unit('a')}; git add -f master-1.tar.gz cluster.yaml web.service; git commit -qm two; ${unit('b')}`);
    done('sed -i "s/v: 3/v: 4/" cluster.yaml; unitc build cluster.yaml --host master-1 -o master-1.tar.gz');
    const printed = done(commands[4] ?? '');
    expect(printed).toContain('unitc diff of master-1.tar.gz\n');
    expect(printed).toContain('~ KUBE_LOG_LEVEL --v  2 → 4\n');
    expect(printed).toContain('~ [Service] User  a → b\n');
    expect(done('git log -p --ext-diff --format=%s -1 -- master-1.tar.gz')).toContain('added\n');
  });

  it('has a text of archives and units for git itself, which differs where they do', () => {
    const lines = done(commands[5] ?? '').split('\n');
    const changed = lines.filter((line) => /^[-+](?![-+])/.test(line));
    expect(changed.filter((line) => line.includes('User='))).toEqual(['-User=a', '+User=b']);
    expect(changed.filter((line) => line.includes('--v='))).toEqual([
      '-KUBE_LOG_LEVEL="--v=2"',
      '+KUBE_LOG_LEVEL="--v=4"',
    ]);
    expect(changed.filter((line) => line.slice(1).startsWith('==>'))).toEqual([]);
    expect(done('git blame --textconv -s master-1.tar.gz')).toContain('==> master-1:/etc/kubernetes/scheduler');
  });

  describe('has a hook', () => {
    const hook = () => path.join(at, '.git/hooks/pre-commit');
    const level = (file: string, v: string) => `sed -i "s/v: [^ ]*/v: ${v}/" ${file}`;
    beforeAll(() => {
      mkdirSync(path.dirname(hook()), { recursive: true });
      writeFileSync(hook(), blocks.find(({ file }) => file === 'pre-commit')?.text ?? '');
      chmodSync(hook(), 0o755);
      writeFileSync(path.join(at, 'cluster.yaml'), spec(3));
      done('git add -f cluster.yaml; git commit -qm three --no-verify --allow-empty');
      writeFileSync(path.join(at, 'cluster.yaml'), spec(4));
    });

    it('that shows what a commit changes, and refuses one with errors', () => {
      const first = sh('git add cluster.yaml; git commit -m three 2>&1');
      expect(first.stdout).toContain('~ KUBE_LOG_LEVEL --v  3 → 4\n');
      expect(first.status).toBe(0);
      const second = sh('sed -i s/debian/debain/ cluster.yaml; git add cluster.yaml; git commit -m four 2>&1');
      expect(second.stdout).toContain('`debain` is not a value of `os`');
      expect(second.stdout).toContain(' --> git::cluster.yaml:2:13\n');
      expect(second.status).not.toBe(0);
    });

    it('that looks at what is staged, and not at the work tree', () => {
      const bad = sh('sed -i s/debain/debian/ cluster.yaml; git commit -m four 2>&1');
      expect(bad.stdout).toContain('`debain` is not a value of `os`');
      expect(bad.status).not.toBe(0);
      const staged = `${level('cluster.yaml', '5')}; git add cluster.yaml; ${level('cluster.yaml', '6')}`;
      expect(done(`${staged}; git commit -m four 2>&1`)).toContain('~ KUBE_LOG_LEVEL --v  4 → 5\n');
      expect(done('git commit --allow-empty -m five 2>&1')).not.toContain('KUBE_LOG_LEVEL');
    });

    it('that lets errors be cured which were committed', () => {
      done('sed -i s/debian/debain/ cluster.yaml; git commit -qam bad --no-verify');
      const cured = done('sed -i s/debain/debian/ cluster.yaml; git commit -am good 2>&1');
      expect(cured).toContain('✖ 1 error in git:HEAD:cluster.yaml\n');
      expect(done('git status --porcelain cluster.yaml')).toBe('');
    });

    it('that sees what `commit -a` and `commit FILE` stage, below too', () => {
      done('mkdir -p below; cp cluster.yaml "below/of two_cluster.yaml"; git add below; git commit -qm below 2>&1');
      const changes = `${level('cluster.yaml', '7')}; ${level('below/*', '8')}; git add cluster.yaml`;
      const only = done(`${changes}; cd below; git commit -m one "of two_cluster.yaml" 2>&1`);
      expect(only.match(/^git:HEAD:.*cluster\.yaml → git::.*cluster\.yaml/gm)).toEqual([
        'git:HEAD:below/of two_cluster.yaml → git::below/of two_cluster.yaml',
      ]);
      expect(only).toContain('~ KUBE_LOG_LEVEL --v  6 → 8\n');
      const all = done(`${level('below/*', '9')}; cd below; git commit -am two 2>&1`);
      expect(all).toContain('~ KUBE_LOG_LEVEL --v  6 → 7\n');
      expect(all).toContain('~ KUBE_LOG_LEVEL --v  8 → 9\n');
    });

    it('that looks at specs where only what they extend is staged, even through another one', () => {
      const own = temporaryDirectory();
      const write = (file: string, text: string) => writeFileSync(path.join(own, file), text);
      mkdirSync(path.join(own, 'lab'));
      write('common.yaml', spec(1));
      write('between.yaml', 'extends: common.yaml\n');
      write('lab/cluster.yaml', 'extends: ../between.yaml\nname: one\n');
      write('lab/alone_cluster.yaml', spec(1));
      const commit = (of: string) => `cd ${own}; ${of}; git add -A; git commit -m x 2>&1`;
      done(commit(`git init -q .; git config color.ui always; cp ${hook()} .git/hooks/`));
      const changed = done(commit(level('common.yaml', '2')));
      expect(changed).toContain('git:HEAD:lab/cluster.yaml → git::lab/cluster.yaml: ');
      expect(changed).toContain('~ KUBE_LOG_LEVEL --v  1 → 2\n');
      expect(changed).not.toContain('alone_cluster.yaml');
      expect(done(commit('echo a: 1 >other.yaml'))).not.toContain(' → ');
      expect(done(commit('echo a >other.txt'))).not.toContain('git::');
      const both = done(commit(`${level('common.yaml', '3')}; echo '# more' >>lab/cluster.yaml`));
      expect(both.match(/~ KUBE_LOG_LEVEL --v {2}2 → 3/g)).toHaveLength(1);
      for (const bad of ['sed -i s/debian/debain/ common.yaml', 'git mv common.yaml else.yaml']) {
        const refused = sh(commit(bad));
        expect(refused.stdout, bad).toMatch(/`debain` is not a value of `os`|`common\.yaml` cannot be read/);
        expect(refused.status, bad).not.toBe(0);
        done(`cd ${own}; git reset -q --hard`);
      }
    });

    it('that works in another work tree, where git says which repository it is', () => {
      const other = path.join(temporaryDirectory(), 'other');
      const printed = done(
        `git worktree add -q ${other}; cd ${other}; ${level('below/*', '10')}; git commit -am a 2>&1`,
      );
      expect(printed).toContain('~ KUBE_LOG_LEVEL --v  9 → 10\n');
      writeFileSync(hook(), '#!/bin/sh\nunitc diff "below/of two_cluster.yaml"\n');
      const unnamed = done(`cd ${other}; ${level('below/*', '11')}; git commit -am b 2>&1`);
      expect(unnamed).toContain('~ KUBE_LOG_LEVEL --v  10 → 11\n');
      writeFileSync(hook(), blocks.find(({ file }) => file === 'pre-commit')?.text ?? '');
    });

    it('that takes the first commit of a repository, whatever its directories are called', () => {
      const first = temporaryDirectory();
      const odd = ['\u001b[31m', 'a b', '-x', '"\'', '$(touch pwned)', ':(top)', 'a\nb', 'a:b', 'ü'];
      for (const name of odd) {
        mkdirSync(path.join(first, name));
        writeFileSync(path.join(first, name, 'cluster.yaml'), 'extends: ../common.yaml\nname: odd\n');
      }
      writeFileSync(path.join(first, 'common.yaml'), spec(1));
      const add = `cd ${first}; git init -q .; cp ${hook()} .git/hooks/; git add -- ./*/`;
      const alone = sh(`${add}; git commit -m one 2>&1`);
      expect(alone.stdout).toContain('common.yaml: it is not staged\n');
      expect(alone.stdout).not.toContain('\u001b');
      expect(alone.status).not.toBe(0);
      const printed = done(`${add} common.yaml; git commit -qm one 2>&1`);
      for (const name of ['a b', '-x', 'a:b', 'ü']) expect(printed).toContain(`git::${name}/cluster.yaml\n`);
      expect(printed.match(/1 warning/g)).toHaveLength(odd.length);
      expect(printed).not.toContain('\u001b');
      expect(done(`cd ${first}; git ls-tree --name-only HEAD; ls`)).not.toContain('pwned\n');
    });
  });
});
