/**
 * action.yml, its steps as they are written, in a clone of a bare repository. GitHub itself is not here: a server
 * of this test keeps comments as its API does.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryDirectory } from '../support/temporary-directory.ts';

interface Step {
  readonly name: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const action: { readonly runs: { readonly steps: readonly Step[] } } = parse(readFileSync('action.yml', 'utf8'));
const spec = (level: number) => `host: { os: debian }
name: lab
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "1.19.16" }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
components: { kube-scheduler: { flags: { v: ${level} } } }
`;

interface Comment {
  readonly id: number;
  body: string;
}

let at: string;
let comments: Comment[];
let requests: string[];
let isReadOnly: boolean;
let server: Server;
let base: string;

const clone = () => path.join(at, 'clone');
const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', ['-C', directory, '-c', 'user.name=n', '-c', 'user.email=n@lab', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { method = '', url = '' } = request;
  requests.push(`${method} ${url}`);
  const reply = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
  if (request.headers.authorization !== 'Bearer secret') return void reply(401, {});
  if (method === 'GET') {
    const page = Number(new URL(url, 'http://github').searchParams.get('page'));
    return void reply(200, comments.slice(100 * (page - 1), 100 * page));
  }
  if (isReadOnly) return void reply(403, { message: 'Resource not accessible by integration' });
  const { body } = JSON.parse(Buffer.concat(chunks).toString());
  if (method === 'POST') comments.push({ id: comments.length + 1, body });
  const changed = method === 'PATCH' ? comments.find(({ id }) => url.endsWith(`/${id}`)) : undefined;
  if (changed !== undefined) changed.body = body;
  reply(method === 'POST' ? 201 : 200, {});
}

beforeEach(async () => {
  at = temporaryDirectory();
  [comments, requests, isReadOnly] = [[], [], false];
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const work = path.join(at, 'work');
  mkdirSync(path.join(work, 'clusters'), { recursive: true });
  git(work, 'init', '-q', '-b', 'main');
  commit(work, spec(1));
  base = git(work, 'rev-parse', 'HEAD');
  commit(work, spec(2));
  git(at, 'clone', '-q', '--bare', work, 'origin.git');
  git(at, 'clone', '-q', '--depth=1', `file://${at}/origin.git`, 'clone');
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

function commit(work: string, text: string): void {
  writeFileSync(path.join(work, 'clusters/lab.yaml'), text);
  git(work, 'add', '-A');
  git(work, 'commit', '-q', '-m', 'one');
}

/** The steps with a script, but the one that builds unitc, with what GitHub would put in. */
async function run(given: Readonly<Record<string, string>> = {}): Promise<{ code: number; stdout: string }> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const values: Readonly<Record<string, string>> = {
    '${{ inputs.spec }}': 'clusters/lab.yaml',
    '${{ inputs.base }}': base,
    '${{ inputs.token }}': 'secret',
    '${{ github.event.pull_request.number }}': '7',
    "${{ inputs.sarif == 'true' && format('{0}/unitc-sarif', runner.temp) || '' }}": path.join(at, 'sarif'),
    ...given,
  };
  const scripts = action.runs.steps.filter(({ name, run }) => run !== undefined && name !== 'Build unitc');
  expect(scripts.map(({ name }) => name)).toEqual(['Fetch the revision to compare with', 'Compare']);
  let stdout = '';
  for (const { run: script = '', env = {} } of scripts) {
    const own = Object.entries(env).map(([name, expression]) => {
      expect(values, expression).toHaveProperty([expression]);
      return [name, values[expression] ?? ''];
    });
    const environment = {
      PATH: process.env.PATH,
      HOME: at,
      GITHUB_ACTION_PATH: path.resolve('.'),
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_REPOSITORY: 'lab/clusters',
      GITHUB_STEP_SUMMARY: path.join(at, 'summary.md'),
      ...Object.fromEntries(own),
    };
    try {
      const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
      stdout += (await promisify(execFile)('bash', words, { cwd: clone(), env: environment })).stdout;
    } catch (error) {
      const failed = error instanceof Error && 'stdout' in error && 'code' in error ? error : undefined;
      if (failed === undefined) throw error;
      return { code: Number(failed.code), stdout: stdout + String(failed.stdout) };
    }
  }
  return { code: 0, stdout };
}

describe('the action', () => {
  it('run twice, has one comment with the same text', async () => {
    expect(await run()).toEqual({ code: 0, stdout: 'clusters/lab.yaml: comment created\n' });
    const [first] = comments.map(({ body }) => body);
    expect(first).toContain('kube-scheduler.service');
    expect(await run()).toEqual({ code: 0, stdout: 'clusters/lab.yaml: comment unchanged\n' });
    expect(comments.map(({ body }) => body)).toEqual([first]);
    expect(readFileSync(path.join(at, 'summary.md'), 'utf8')).toBe(`${first}\n`.repeat(2));
    expect(git(clone(), 'status', '--porcelain')).toBe('');
  });

  it('updates the comment when the change is another one, or is taken back', async () => {
    comments = Array.from({ length: 150 }, (_, id) => ({
      id,
      body: `somebody's <!-- unitc:diff:clusters/lab.yaml -->`,
    }));
    await run();
    const [, before] = [comments.length, comments.at(-1)?.body];
    writeFileSync(path.join(clone(), 'clusters/lab.yaml'), spec(3));
    expect((await run()).stdout).toBe('clusters/lab.yaml: comment updated\n');
    expect(comments.at(-1)?.body).not.toBe(before);
    writeFileSync(path.join(clone(), 'clusters/lab.yaml'), spec(1));
    expect((await run()).stdout).toBe('clusters/lab.yaml: comment updated\n');
    expect(comments.length).toBe(151);
  });

  it('says nothing where nothing differs', async () => {
    writeFileSync(path.join(clone(), 'clusters/lab.yaml'), spec(1));
    expect(await run()).toEqual({ code: 0, stdout: 'clusters/lab.yaml: comment none\n' });
    expect(comments).toEqual([]);
  });

  it('does not fail where it may not comment, and writes the text on the page of the run', async () => {
    isReadOnly = true;
    const { code, stdout } = await run();
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^::warning title=unitc::no comment: .*\n$/),
    });
    expect(readFileSync(path.join(at, 'summary.md'), 'utf8')).toContain('kube-scheduler.service');
  });

  it('writes a SARIF file for each spec', async () => {
    await run();
    expect(readdirSync(path.join(at, 'sarif'))).toEqual(['unitc-0.sarif']);
    expect(JSON.parse(readFileSync(path.join(at, 'sarif/unitc-0.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('fails with what unitc says where a spec is wrong, and tries the others', async () => {
    writeFileSync(path.join(clone(), 'clusters/lab.yaml'), `${spec(2)}nonsense: 1\n`);
    const both = 'clusters/lab.yaml\nclusters/none.yaml';
    const { code, stdout } = await run({ '${{ inputs.spec }}': both });
    expect(code).toBe(1);
    expect(stdout.match(/^::error title=unitc::/gm)).toHaveLength(2);
    expect(stdout).toContain('nonsense');
    expect(stdout).toContain('clusters/none.yaml');
  });

  it.each([['$(touch /nonexistent)'], ['--help'], ['x\n::error::y'], ['"; exit 0; "']])(
    'takes %j for the name of a file',
    async (name) => {
      const { code, stdout } = await run({ '${{ inputs.spec }}': name });
      expect(code).toBe(1);
      expect(stdout.split('\n').filter((line) => line.startsWith('::error::'))).toEqual([]);
    },
  );
});
