import { checkArchiveTarget, compareArchive, writeArchive } from '../../edge/archive.ts';
import { sourceDateEpoch } from '../../edge/epoch.ts';
import { Failure } from '../../edge/failure.ts';
import { findOutput } from '../../outputs/index.ts';
import type { Output } from '../../outputs/output.ts';
import { plural } from '../../report/summary.ts';
import { visible } from '../../report/visible.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { note } from '../session.ts';
import { reportDifferences } from './check-report.ts';
import type { Job } from './job.ts';

/** One archive for each host; several hosts need `{host}` in the name. */
export async function buildArchives(job: Job, name: string, as: string): Promise<ExitCode> {
  const only = job.trees.size === 1;
  if (!only && !name.includes('{host}')) {
    throw new Failure(
      `${plural(job.trees.size, 'host')} do not go into one archive`,
      "name it '{host}.tar', or choose one with --host",
    );
  }
  const archives = await Promise.all(
    [...job.trees].map(async ([host, tree]) => {
      const bytes = await output(as).encode(tree, { epoch: sourceDateEpoch(job.session.world.env) });
      return { file: name.replaceAll('{host}', host), bytes };
    }),
  );
  if (job.options.check === true) {
    const states = archives.map(({ file, bytes }) => ({ path: file, kind: compareArchive(file, bytes) }));
    return reportDifferences(
      job,
      states.flatMap(({ path, kind }) => (kind === 'same' ? [] : [{ path, kind }])),
    );
  }
  for (const { file } of archives) checkArchiveTarget(file);
  for (const { file, bytes } of archives) writeArchive(file, bytes);
  for (const { file, bytes } of archives)
    note(job.session, `✔ ${visible(file)}, ${bytes.length} bytes; unpack it with tar -x -C /`);
  return exitCode.done;
}

export async function buildStandardOutput(job: Job, as: string): Promise<ExitCode> {
  const [only, second] = job.trees.values();
  if (only === undefined || second !== undefined) {
    throw new Failure(`${plural(job.trees.size, 'host')} do not go into one archive`, 'choose one with --host');
  }
  if (job.session.world.stdout.isTTY) throw new Failure('an archive is nothing for a terminal', 'redirect or pipe it');
  job.session.world.stdout.write(await output(as).encode(only, { epoch: sourceDateEpoch(job.session.world.env) }));
  return exitCode.done;
}

function output(as: string): Output {
  const found = findOutput(as);
  if (found === undefined) throw new Error(`no output ${as}`);
  return found;
}
