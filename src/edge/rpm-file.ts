/** The real rpm reads packages: what a package says of itself, and what it brings. Packages may be anybody's. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { Snapshot } from '../diff/entry.ts';
import { readTar } from '../inputs/tar.ts';
import { type PackageHeader, packageQuery, readPackageQuery } from '../rpm/package-file.ts';
import { Failure, hasCode } from './failure.ts';

/** `reason` completes "the package …". */
type Unreadable = { readonly ok: false; readonly reason: string };
export type ReadHeader = { readonly ok: true; readonly header: PackageHeader } | Unreadable;
export type ReadPayload = { readonly ok: true; readonly payload: Snapshot } | Unreadable;

/** Bytes: of what is said of a package, and of what it unpacks to. */
const largestHeader = 200_000_000;
const largestPayload = 500_000_000;

/** Whether the bytes begin as a package: the lead, in which nothing else counts any more. */
export function looksLikeRpm(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('hex') === 'edabeedb';
}

/** Signatures are not looked at, since the keys are of whoever installs it; digests are. */
export function readRpmHeader(file: string): ReadHeader {
  // Not by its name, which rpm takes for a pattern, for an address, or for a list of further packages.
  const words = ['-qp', '--nosignature', '--nomanifest', '--qf', packageQuery, '/dev/stdin'];
  const { status, stdout, stderr, error } = run('rpm', words, file, largestHeader);
  if (hasCode(error, 'ENOBUFS')) return { ok: false, reason: `says more than ${largestHeader} bytes of itself` };
  if (error !== undefined || status !== 0) return { ok: false, reason: `is damaged: ${complaint(stderr, error)}` };
  const header = readPackageQuery(stdout.toString('utf8'));
  return header === undefined ? { ok: false, reason: 'has neither name nor version' } : { ok: true, header };
}

/** Files, directories and symlinks of a package without its ghosts, by path relative to the root. */
export async function readRpmPayload(file: string, { files }: PackageHeader): Promise<ReadPayload> {
  const brought = files.filter(({ ghost }) => !ghost);
  // What rpm2archive would have to write, before it is asked to.
  const bytes = brought.reduce((sum, one) => sum + one.size, 0);
  if (!(bytes <= largestPayload)) return { ok: false, reason: `unpacks to more than ${largestPayload} bytes` };
  if (brought.length === 0) return { ok: true, payload: new Map() };
  const checked = run('rpm', ['-K', '--nosignature', '/dev/stdin'], file, largestHeader);
  if (checked.status !== 0) return { ok: false, reason: 'is damaged: its digests are those of something else' };
  const { status, stdout, stderr, error } = run('rpm2archive', ['-n'], file, 2 * largestPayload);
  if (error !== undefined || status !== 0) return { ok: false, reason: `is damaged: ${complaint(stderr, error)}` };
  const read = await readTar(stdout, 2 * largestPayload);
  if (!read.ok) return read;
  const lost = brought.find(({ path }) => !read.members.has(path.slice(1)));
  if (lost !== undefined) return { ok: false, reason: `is damaged: it lacks ${JSON.stringify(lost.path)}` };
  return { ok: true, payload: read.members };
}

function run(program: string, words: readonly string[], file: string, maxBuffer: number): SpawnSyncReturns<Buffer> {
  // Nobody's macros, and messages in one language.
  const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  const input = fs.openSync(file, 'r');
  try {
    const done = spawnSync(program, words, { stdio: [input, 'pipe', 'pipe'], env, maxBuffer, timeout: 300_000 });
    if (hasCode(done.error, 'ENOENT')) {
      throw new Failure(`there is no ${program} here, which reads packages`, 'install rpm');
    }
    return done;
  } finally {
    fs.closeSync(input);
  }
}

/** The first line that says something of the package. */
function complaint(stderr: Buffer, error: Error | undefined): string {
  const lines = stderr
    .toString('utf8')
    .split('\n')
    .map((line) => line.replace(/^error: (\/dev\/stdin: )?/, '').trim());
  return error?.message ?? lines.find((line) => line !== '' && !line.startsWith('rpm: ')) ?? 'rpm cannot read it';
}
