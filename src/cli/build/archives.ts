import { encoded } from '../../edge/encoded.ts';
import { Failure } from '../../edge/failure.ts';
import { findOutput } from '../../outputs/index.ts';
import type { Output } from '../../outputs/output.ts';
import { plural } from '../../report/summary.ts';
import { visible } from '../../report/visible.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { note } from '../session.ts';
import type { Job } from './job.ts';
import { compareOrWrite } from './products.ts';

/** One archive for each host; several hosts need `{host}` in the name. */
export async function buildArchives(job: Job, name: string, as: string): Promise<ExitCode> {
  const only = job.trees.size === 1;
  if (!only && !name.includes('{host}')) {
    throw new Failure(
      `${plural(job.trees.size, 'host')} do not go into one ${what(as)}`,
      `name it '{host}${output(as).endings[0] ?? ''}', or choose one with --host`,
    );
  }
  const made = await Promise.all(
    [...job.trees].map(async ([host, tree]) => {
      const bytes = await encoded(as, tree, job.session.world);
      return { file: name.replaceAll('{host}', host), bytes };
    }),
  );
  const code = compareOrWrite(job, made);
  if (code !== undefined) return code;
  const next = output(as).text !== true && job.layout.name === 'host' ? '; unpack it with tar -x -C /' : '';
  for (const { file, bytes } of made) note(job.session, `✔ ${visible(file)}, ${bytes.length} bytes${next}`);
  return exitCode.done;
}

export async function buildStandardOutput(job: Job, as: string): Promise<ExitCode> {
  const [only, second] = job.trees.values();
  if (only === undefined || second !== undefined) {
    throw new Failure(`${plural(job.trees.size, 'host')} do not go into one ${what(as)}`, 'choose one with --host');
  }
  if (job.session.world.stdout.isTTY && output(as).text !== true)
    throw new Failure('an archive is nothing for a terminal', 'redirect or pipe it');
  job.session.world.stdout.write(await encoded(as, only, job.session.world));
  return exitCode.done;
}

function output(as: string): Output {
  const found = findOutput(as);
  if (found === undefined) throw new Error(`no output ${as}`);
  return found;
}

function what(as: string): string {
  return output(as).text === true ? 'file' : 'archive';
}
