/** docs/ci.md: GitLab's job runs in a clone, the workflow names what action.yml has, and pre-commit takes both its files. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const page = readFileSync('docs/ci.md', 'utf8');
const files = new Map(
  [...page.matchAll(/^```yaml file=(\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', text = '']) => [file, text]),
);
const read = (file: string) => parse(files.get(file) ?? '');

const spec = (level: number) => `host: { os: debian }
name: lab
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "1.19.16" }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
components: { kube-scheduler: { flags: { v: ${level} } } }
`;

it('the workflow gives the action inputs that it has, and what it needs', () => {
  const action = parse(readFileSync('action.yml', 'utf8'));
  const workflow = read('.github/workflows/unitc.yaml');
  const [, step] = workflow.jobs.review.steps;
  expect(step.uses).toBe('OWNER/unitc@REVISION');
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
  const table = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(table).toEqual(Object.keys(action.inputs));
  expect(workflow.permissions).toMatchObject({ 'pull-requests': 'write', 'security-events': 'write' });
});

describe("GitLab's job", () => {
  let at: string;
  beforeAll(() => {
    at = temporaryDirectory();
    const work = path.join(at, 'work');
    mkdirSync(work);
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', work, '-c', 'user.name=n', '-c', 'user.email=n@lab', ...words], { stdio: 'pipe' });
    git('init', '-q', '-b', 'main');
    for (const level of [1, 2]) {
      writeFileSync(path.join(work, 'cluster.yaml'), spec(level));
      git('add', '-A');
      git('commit', '-q', '-m', 'one');
    }
    execFileSync('git', ['-C', at, 'clone', '-q', '--depth=1', `file://${work}`, 'clone'], { stdio: 'pipe' });
    const program = path.resolve('dist/cli/main.js');
    mkdirSync(path.join(at, 'bin'));
    writeFileSync(path.join(at, 'bin/npx'), `#!/bin/sh\nshift\nexec ${process.execPath} ${program} "$@"\n`);
    chmodSync(path.join(at, 'bin/npx'), 0o755);
  });

  it('prints the change, and leaves the page that it names', () => {
    const { script, artifacts } = read('.gitlab-ci.yml').unitc;
    const base = execFileSync('git', ['-C', path.join(at, 'work'), 'rev-parse', 'HEAD~'], { encoding: 'utf8' }).trim();
    const printed = execFileSync('bash', ['-euo', 'pipefail', '-c', script.join('\n')], {
      cwd: path.join(at, 'clone'),
      encoding: 'utf8',
      env: { ...process.env, PATH: `${at}/bin:${process.env.PATH}`, CI_MERGE_REQUEST_DIFF_BASE_SHA: base },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(printed).toContain('kube-scheduler.service');
    expect(printed).toContain('\u001b[');
    for (const file of artifacts.paths) expect(existsSync(path.join(at, 'clone', file)), file).toBe(true);
    expect(readFileSync(path.join(at, 'clone/unitc.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });
});

describe('pre-commit', () => {
  it('takes the hooks of the repository and the configuration of the page', () => {
    const config = path.join(temporaryDirectory(), 'config.yaml');
    writeFileSync(config, files.get('.pre-commit-config.yaml') ?? '');
    execFileSync('pre-commit', ['validate-config', config], { stdio: 'pipe' });
    execFileSync('pre-commit', ['validate-manifest', '.pre-commit-hooks.yaml'], { stdio: 'pipe' });
    const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));
    expect(read('.pre-commit-config.yaml').repos[0].hooks[0].id).toBe(hook.id);
  });
});
