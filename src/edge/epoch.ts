import { Failure } from './failure.ts';
import type { World } from './world.ts';

/** What a tar header and its reader on a 32-bit system can hold. */
const latest = 0x7fff_ffff;

/** The time of everything in an archive: SOURCE_DATE_EPOCH (reproducible-builds.org), else 0. Never now. */
export function sourceDateEpoch(env: World['env']): number {
  const text = env.SOURCE_DATE_EPOCH ?? '';
  if (text === '') return 0;
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds <= latest) return seconds;
  throw new Failure(`SOURCE_DATE_EPOCH is ${JSON.stringify(text)}, not a number of seconds up to ${latest}`);
}
