/** The real zstd, since Node has none before 22.15. */
import { spawnSync } from 'node:child_process';
import { Failure, hasCode } from './failure.ts';

/** RFC 8878, 3.1.1. */
export function isZstd(bytes: Uint8Array): boolean {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
}

/** The same bytes for one version of zstd: neither threads nor variables change them. */
export function zstdCompress(bytes: Uint8Array): Uint8Array {
  const args = ['-19', '--single-thread', `--stream-size=${bytes.length}`, '-q', '-c'];
  return run(args, bytes, bytes.length * 2 + 1_000_000, 'write .tar.gz or .tar');
}

/** Undefined for what is damaged, or has more than `largest` bytes. */
export function zstdDecompress(bytes: Uint8Array, largest: number): Uint8Array | undefined {
  const { stdout, status, error } = spawned(['-d', '-q', '-c'], bytes, largest);
  if (hasCode(error, 'ENOENT')) throw missing('unpack the archive elsewhere');
  return status === 0 && error === undefined ? stdout : undefined;
}

function run(args: readonly string[], input: Uint8Array, most: number, otherwise: string): Uint8Array {
  const { stdout, stderr, status, error } = spawned(args, input, most);
  if (hasCode(error, 'ENOENT')) throw missing(otherwise);
  if (status === 0 && error === undefined) return stdout;
  throw new Failure(`zstd failed: ${error?.message ?? (stderr.toString('utf8').trim() || `exit status ${status}`)}`);
}

function spawned(args: readonly string[], input: Uint8Array, maxBuffer: number) {
  // ZSTD_CLEVEL and ZSTD_NBTHREADS are nothing for us.
  return spawnSync('zstd', args, { input, maxBuffer, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' } });
}

function missing(otherwise: string): Failure {
  return new Failure('there is no zstd here', `install zstd, or ${otherwise}`);
}
