/** Detached signatures by the real gpg and minisign. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure, hasCode } from './failure.ts';

export const signers = ['gpg', 'minisign'] as const;

export interface Signer {
  readonly program: (typeof signers)[number];
  /** Of gpg, a key as it takes one; of minisign, the file with the secret key. Else the program's default. */
  readonly key?: string;
}

/** Of a file's name. */
export const signatureEnding = { gpg: '.asc', minisign: '.minisig' } as const;

interface Tool {
  readonly args: (file: string, signature: string, key: string | undefined) => readonly string[];
  readonly package: string;
  readonly cure: string;
}

const tools: Readonly<Record<Signer['program'], Tool>> = {
  gpg: {
    args: (file, signature, key) => [
      ...['--batch', '--armor', '--detach-sign', '--output', signature],
      ...(key === undefined ? [] : ['--local-user', key]),
      ...['--', file],
    ],
    package: 'gnupg',
    cure: 'name a key of `gpg --list-secret-keys`: --sign gpg:KEY',
  },
  minisign: {
    args: (file, signature, key) => [
      ...['-S', '-m', file, '-x', signature],
      ...(key === undefined ? [] : ['-s', path.resolve(key)]),
    ],
    package: 'minisign',
    cure: 'name the file of a secret key, as `minisign -G` makes it: --sign minisign:FILE',
  },
};

/** `name` is what the file is called beside its signature: minisign signs that too. */
export function signature(name: string, bytes: Uint8Array, { program, key }: Signer): Uint8Array {
  const tool = tools[program];
  const directory = fs.mkdtempSync(path.join(tmpdir(), 'unitc-sign-'));
  try {
    const made = path.join(directory, 'signature');
    fs.writeFileSync(path.join(directory, name), bytes);
    // Who has a key with a password is asked for it where there is a terminal.
    const { status, stderr, error } = spawnSync(program, tool.args(name, made, key), {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['inherit', 'ignore', process.stderr.isTTY ? 'inherit' : 'pipe'],
    });
    if (hasCode(error, 'ENOENT')) throw new Failure(`there is no ${program} here`, `install ${tool.package}`);
    if (error !== undefined || status !== 0 || !fs.existsSync(made)) {
      const said = (stderr ?? '').trim().split('\n').at(-1) || error?.message || `exit status ${status}`;
      throw new Failure(`${program} did not sign ${name}: ${said}`, tool.cure);
    }
    return fs.readFileSync(made);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}
