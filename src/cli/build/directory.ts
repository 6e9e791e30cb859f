import path from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { checkDirectory, type DirectoryResult, writeDirectory } from '../../edge/output-directory.ts';
import { plural } from '../../report/summary.ts';
import { visible } from '../../report/visible.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { conclude, note, printDiagnostics } from '../session.ts';
import { reportDifferences } from './check-report.ts';
import type { Job } from './job.ts';
import { quoted } from './quoted.ts';

export function buildDirectory(job: Job, out: string): ExitCode {
  const request = { out, trees: job.trees, complete: job.complete, manifest: job.layout.manifest };
  if (job.options.check === true) return check(job, request);
  const result = writeDirectory(request);
  const { session } = job;
  if (result.finished) note(session, `a build that was interrupted in ${visible(out)} was finished first`);
  if (result.diagnostics.length > 0) {
    reportObstacles(job, result.diagnostics, out, ', nothing was written');
    return exitCode.failed;
  }
  if (session.options.verbose === true) listChanges(job, out, result);
  note(
    session,
    `✔ ${plural(job.trees.size, 'host')}, ${plural(count(job), 'file')} in ${visible(out)} (${changes(result)})`,
  );
  const [host] = job.trees.keys();
  // What a package or an image gets is not for a host that runs.
  if (host !== undefined && job.layout.name === 'host') note(session, `next: ${install(job, host)}`);
  return exitCode.done;
}

function check(job: Job, request: Parameters<typeof checkDirectory>[0]): ExitCode {
  const { differences, diagnostics } = checkDirectory(request);
  const { session } = job;
  // An obstacle is a difference too, and the build that would cure the others would refuse it.
  if (diagnostics.length > 0) {
    reportObstacles(job, diagnostics, request.out, '');
    return session.options.exitZero === true ? exitCode.done : exitCode.problems;
  }
  const named = differences.map(({ kind, path: at }) => ({ kind, path: path.join(request.out, at) }));
  return reportDifferences(job, named);
}

function reportObstacles({ session }: Job, diagnostics: readonly Diagnostic[], out: string, rest: string): void {
  printDiagnostics(session, session.world.stderr, diagnostics, new Map());
  conclude(session, `✖ ${plural(diagnostics.length, 'obstacle')} in ${visible(out)}${rest}`);
}

function listChanges({ session }: Job, out: string, { changes: all }: DirectoryResult): void {
  const verbs = { missing: 'new', stale: 'changed', extra: 'deleted' };
  for (const { kind, path: at } of all) note(session, `${verbs[kind].padEnd(7)}  ${visible(path.join(out, at))}`);
}

function count(job: Job): number {
  return [...job.trees.values()].reduce((sum, tree) => sum + tree.artifacts.length, 0);
}

function changes(result: DirectoryResult): string {
  // The manifests beside the hosts are bookkeeping, not files of a host.
  const all = result.changes.filter(({ path: at }) => at.includes('/'));
  if (all.length === 0) return 'nothing changed';
  const number = (kind: 'missing' | 'stale' | 'extra', word: string) => {
    const found = all.filter((change) => change.kind === kind).length;
    return found === 0 ? [] : [`${found} ${word}`];
  };
  return [...number('missing', 'new'), ...number('stale', 'changed'), ...number('extra', 'deleted')].join(', ');
}

/** Not from the directory: an archive made of it by hand would hold parents, which break ostree's symlinks. */
function install({ spec }: Job, host: string): string {
  return `unitc build ${quoted(spec)} --host ${host} -o - | ssh root@${host} tar -x -C /`;
}
