/** A run that is killed at any file operation is finished by the next one; nobody ever sees half a file. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDirectory } from '../../src/edge/output-directory.ts';
import { directory, file, symlink } from '../outputs/sample-tree.ts';
import { type Compiled, compiled } from '../support/compiled.ts';
import { every } from '../support/runs.ts';
import { dyingDisk } from './dying-disk.ts';
import { cluster, onDisk, put } from './trees.ts';

const run = promisify(execFile);

const before = {
  'master-1': [
    file('etc/changes', 'old '.repeat(1000)),
    file('etc/goes', 'g'),
    file('var/only/here', 'o'),
    file('was-file', 'f'),
    file('was-directory/a', 'a'),
    symlink('link', 'etc'),
    symlink('away', '/etc'),
  ],
  'gone-1': [file('etc/a', 'a')],
};

const after = {
  'master-1': [
    file('etc/changes', 'new '.repeat(1000), { mode: 0o600 }),
    file('etc/comes', 'c', { mode: 0o755 }),
    file('was-file/inside', 'i'),
    file('was-directory', 'd'),
    symlink('link', 'var'),
    file('away/passwd', 'p'),
    directory('state', { mode: 0o700 }),
  ],
};

const foreign: readonly [string, string][] = [
  ['master-1/var/only/mine', 'foreign'],
  ['notes.txt', 'foreign'],
];

let built: Compiled;
let temporary: string;
let template: string;
let trees: string;
let clean: Record<string, string>;
let operations: number;

beforeAll(async () => {
  built = compiled('killed-writer');
  temporary = mkdtempSync(path.join(tmpdir(), 'killed-'));
  template = path.join(temporary, 'template');
  trees = path.join(temporary, 'trees.json');
  writeFileSync(trees, JSON.stringify(after));
  writeDirectory({ out: template, trees: cluster(before), complete: true });
  for (const [at, text] of foreign) put(template, at, text);
  const out = copy('clean');
  operations = Number((await write(out, 0)).stdout);
  clean = onDisk(out);
});

afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
  built.remove();
});

function copy(name: string): string {
  const out = path.join(temporary, name);
  cpSync(template, out, { recursive: true, verbatimSymlinks: true });
  return out;
}

function write(out: string, at: number): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, [built.file('test/edge/killed-writer.ts'), out, trees, String(at)]);
}

async function killed(out: string, at: number): Promise<void> {
  await expect(write(out, at)).rejects.toMatchObject({ signal: 'SIGKILL' });
}

/** Outside of .unitc every file is as it was or as it is to be. */
function expectWhole(out: string, old: Readonly<Record<string, string>>): void {
  for (const [at, found] of Object.entries(onDisk(out))) {
    if (at === '.unitc' || at.startsWith('.unitc/') || found.endsWith('/')) continue;
    expect([old[at], clean[at]], at).toContain(found);
  }
}

test('the run that is not killed gives what a build into a new directory gives, and the foreign files', () => {
  const out = path.join(temporary, 'new');
  mkdirSync(out);
  for (const [at, text] of foreign) put(out, at, text);
  writeDirectory({ out, trees: cluster(after), complete: true });
  expect(onDisk(out)).toEqual(clean);
  expect(operations).toBeGreaterThan(40);
});

/** As a kill at this operation, without a process for each: nothing after it reaches the disk. */
function dies(out: string, hosts: Parameters<typeof cluster>[0], at: number): boolean {
  const { disk } = dyingDisk(at, () => {
    throw new Error('killed');
  });
  try {
    writeDirectory({ out, trees: cluster(hosts), complete: true }, disk);
    return false;
  } catch (error) {
    expect(String(error)).toBe('Error: killed');
    const lock = path.join(out, '.unitc/lock');
    // This process lives on, its lock is to be that of one that does not.
    if (existsSync(lock)) writeFileSync(lock, JSON.stringify({ pid: 4_194_305, host: hostname(), started: '' }));
    return true;
  }
}

function expectFinished(out: string, at: number): void {
  expect(writeDirectory({ out, trees: cluster(after), complete: true }).diagnostics, `killed at ${at}`).toEqual([]);
  expect(onDisk(out), `killed at ${at}`).toEqual(clean);
  rmSync(out, { recursive: true });
}

test('killed with SIGKILL', async () => {
  const old = onDisk(template);
  for (let at = 1; at <= operations; at += every(24)) {
    const out = copy(`at-${at}`);
    await killed(out, at);
    expectWhole(out, old);
    expectFinished(out, at);
  }
});

test('stopped at any operation', () => {
  const old = onDisk(template);
  for (let at = 1; at <= operations; at++) {
    const out = copy(`stopped-${at}`);
    expect(dies(out, after, at)).toBe(true);
    expectWhole(out, old);
    expectFinished(out, at);
  }
});

test('stopped while the next run finishes, at any operation', () => {
  const old = onDisk(template);
  for (let at = 30; at <= operations; at += every(24)) {
    for (let later = 1, went = true; went; later += every(12)) {
      const out = copy(`again-${at}-${later}`);
      dies(out, after, at);
      went = dies(out, after, later);
      expectWhole(out, old);
      expectFinished(out, at);
    }
  }
});

test('a stopped build is finished before a build of something else starts', () => {
  for (let at = 5; at <= operations; at += every(4)) {
    const out = copy(`other-${at}`);
    dies(out, after, at);
    expect(writeDirectory({ out, trees: cluster(before), complete: true }).diagnostics).toEqual([]);
    expect(onDisk(out), `killed at ${at}`).toEqual(onDisk(template));
    rmSync(out, { recursive: true });
  }
});

test('two runs at once: one is refused, and the directory is right', async () => {
  const out = copy('twice');
  const runs = await Promise.allSettled(Array.from({ length: 4 }, () => write(out, 0)));
  const refused = runs.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
  expect(runs.some(({ status }) => status === 'fulfilled')).toBe(true);
  for (const reason of refused) expect(reason).toMatch(/another unitc \(process \d+ on .*\) is writing to/);
  expect(onDisk(out)).toEqual(clean);
});

test('the journal of a killed run is text that says what is left to do', () => {
  let text: string | undefined;
  for (let at = 20; text === undefined; at++) {
    const out = copy(`journal-${at}`);
    dies(out, after, at);
    text = onDisk(out)['.unitc/journal.json'];
  }
  expect(text).toMatch(
    /^0644 \{\n {2}"version": 1,\n {2}"operations": \[\n {4}\{"op":"delete","path":"gone-1\/etc\/a"/,
  );
});
