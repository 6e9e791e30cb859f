import type { CompileResult } from '../../compile.ts';
import { nearest } from '../../core/nearest.ts';
import { compileFile } from '../../edge/compile-file.ts';
import { Failure } from '../../edge/failure.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { buildArchives, buildStandardOutput } from '../build/archives.ts';
import { buildDirectory } from '../build/directory.ts';
import type { BuildOptions, Job } from '../build/job.ts';
import { listing } from '../build/listing.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, conclude, note, printDiagnostics, type Session, verdict } from '../session.ts';

export async function build(spec: string, options: BuildOptions, session: Session): Promise<ExitCode> {
  const output = outputOf(options);
  const result = compileFile(spec, session.world);
  if (result.diagnostics.length > 0) {
    printDiagnostics(session, session.world.stderr, result.diagnostics, result.sources);
  }
  const code = codeFor(session, result.diagnostics);
  if (code !== exitCode.done) {
    conclude(session, `${verdict(result.diagnostics, spec)}, nothing was written`);
    return code;
  }
  const trees = chosen(result, options.host);
  const job: Job = { spec, options, trees, complete: trees.size === result.trees.size, session };
  if (output === undefined) {
    session.world.stdout.write(listing(trees));
    note(session, 'nothing was written; add `-o OUT`');
    return exitCode.done;
  }
  if (output.as === 'dir') return buildDirectory(job, output.to);
  return output.to === '-' ? buildStandardOutput(job, output.as) : buildArchives(job, output.to, output.as);
}

interface Target {
  readonly as: 'dir' | 'tar' | 'tar.gz';
  readonly to: string;
}

/** What is made and where; undefined for a listing. The name of the output decides what `--as` does not. */
function outputOf({ output, as, check }: BuildOptions): Target | undefined {
  if (output === undefined) {
    const asked = as !== undefined ? `--as ${as}` : '--check';
    if (as !== undefined || check === true) throw new Failure(`${asked} needs an output`, 'say where with `-o`');
    return undefined;
  }
  if (output === '') throw new Failure('the output has no name', 'name a directory, an archive, or `-`');
  if (output === '-') {
    if (as === 'dir') throw new Failure('a directory cannot go to standard output', 'use `--as tar`');
    if (check === true) throw new Failure('there is nothing to compare standard output with', 'leave out --check');
    return { as: as ?? 'tar', to: output };
  }
  const target = { as: as ?? byName(output), to: output };
  if (target.as === 'dir' && output.includes('{host}')) {
    throw new Failure('`{host}` is for the names of archives', 'a directory gets one folder for each host by itself');
  }
  return target;
}

function byName(output: string): Target['as'] {
  if (output.endsWith('.tar.gz') || output.endsWith('.tgz')) return 'tar.gz';
  return output.endsWith('.tar') ? 'tar' : 'dir';
}

function chosen({ trees }: CompileResult, hosts: readonly string[] | undefined): ReadonlyMap<string, FileTree> {
  if (hosts === undefined) return trees;
  for (const host of hosts) {
    if (trees.has(host)) continue;
    const close = nearest(host, trees.keys());
    const help = close === undefined ? `its hosts are ${[...trees.keys()].join(', ')}` : `did you mean \`${close}\`?`;
    throw new Failure(`the spec has no host \`${host}\``, help);
  }
  return new Map([...trees].filter(([host]) => hosts.includes(host)));
}
