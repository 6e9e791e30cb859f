import { checkArchiveTarget, compareArchive, writeArchive } from '../../edge/archive.ts';
import type { ExitCode } from '../exit-code.ts';
import { reportDifferences } from './check-report.ts';
import type { Job } from './job.ts';
import { type Product, withSums } from './sums.ts';

/** Files with their sums: compared with what is there, which gives the exit code, or written, which gives none. */
export function compareOrWrite(job: Job, made: readonly Product[]): ExitCode | undefined {
  const all = withSums(job, made);
  if (job.options.check === true) {
    const states = all.map(({ file, bytes }) => ({ path: file, kind: compareArchive(file, bytes) }));
    return reportDifferences(
      job,
      states.flatMap(({ path, kind }) => (kind === 'same' ? [] : [{ path, kind }])),
    );
  }
  for (const { file } of all) checkArchiveTarget(file);
  for (const { file, bytes } of all) writeArchive(file, bytes);
  return undefined;
}
