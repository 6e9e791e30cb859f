import type { Difference } from '../../edge/output-directory.ts';
import { visible } from '../../report/visible.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { note } from '../session.ts';
import type { Job } from './job.ts';
import { quoted } from './quoted.ts';

/** The report of `--check`, on standard output; paths as from the current directory. */
export function reportDifferences(job: Job, differences: readonly Difference[]): ExitCode {
  const { world, options } = job.session;
  if (options.format === 'json') {
    world.stdout.write(`${JSON.stringify({ version: 1, differences }, null, 2)}\n`);
  } else {
    for (const { kind, path } of differences) world.stdout.write(`${kind.padEnd(7)}  ${visible(path)}\n`);
  }
  if (differences.length === 0) {
    if (world.stderr.isTTY) note(job.session, `✔ ${job.options.output ?? ''} is up to date`);
    return exitCode.done;
  }
  note(job.session, `to update it: ${command(job)}`);
  return options.exitZero === true ? exitCode.done : exitCode.problems;
}

function command({ spec, options }: Job): string {
  const hosts = (options.host ?? []).flatMap((host) => ['--host', host]);
  const layout = options.layout === undefined ? [] : ['--layout', options.layout];
  const as = options.as === undefined ? [] : ['--as', options.as];
  const base = options.base === undefined ? [] : ['--base', options.base];
  const sums = options.sums === true ? ['--sums'] : [];
  return ['unitc', 'build', spec, ...hosts, ...layout, ...as, ...base, ...sums, '-o', options.output ?? '']
    .map(quoted)
    .join(' ');
}
