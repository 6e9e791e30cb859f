/** The git program, for reading alone: plumbing commands that touch neither the work tree nor the index. */
import { spawnSync } from 'node:child_process';
import { Failure, hasCode } from '../failure.ts';

/** Of what one command prints. */
const largest = 400_000_000;

export interface GitAnswer {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** `directory`: where git is asked. Words are arguments as they stand: no shell reads them. */
export function runGit(directory: string, words: readonly string[], input: string | Uint8Array = ''): GitAnswer {
  const options = ['--no-pager', '--no-optional-locks', '--literal-pathspecs', '-c', 'core.fsmonitor=false'];
  const { status, stdout, stderr, error } = spawnSync('git', [...options, ...words], {
    cwd: directory,
    env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' },
    input,
    maxBuffer: largest,
    timeout: 120_000,
  });
  if (hasCode(error, 'ENOENT'))
    throw new Failure('there is no git here', 'install git, or name directories or archives');
  if (hasCode(error, 'ENOBUFS')) throw new Failure(`git prints more than ${largest} bytes`, 'name a smaller directory');
  if (error !== undefined || status === null) throw new Failure(`git failed: ${error?.message ?? 'it was killed'}`);
  return { status, stdout, stderr: stderr.toString('utf8').trim() };
}

/** Whether the environment says which repository it is, as git does for its hooks, wherever git is asked. */
export function isRepositoryGiven(): boolean {
  return process.env.GIT_DIR !== undefined;
}

/** The same where git has no reason to fail. */
export function gitOutput(directory: string, words: readonly string[], input: string | Uint8Array = ''): Buffer {
  const { status, stdout, stderr } = runGit(directory, words, input);
  if (status !== 0) throw new Failure(`git failed: ${stderr || `exit status ${status}`}`);
  return stdout;
}
