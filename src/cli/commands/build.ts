import type { CompileResult } from '../../compile.ts';
import { unknownHost } from '../../core/unknown-name.ts';
import { compileFile } from '../../edge/compile-file.ts';
import { Failure } from '../../edge/failure.ts';
import { findOutput, outputNamed } from '../../outputs/index.ts';
import { parseImageReference } from '../../spec/image-reference.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { type LayoutName, layouts } from '../../tree/layout.ts';
import { buildArchives, buildStandardOutput } from '../build/archives.ts';
import { buildDirectory } from '../build/directory.ts';
import { buildImages } from '../build/images.ts';
import {
  type BuildOptions,
  type ImageKind,
  imageKinds,
  type Job,
  type Kind,
  type RpmKind,
  rpmKinds,
} from '../build/job.ts';
import { listing } from '../build/listing.ts';
import { buildPackages } from '../build/packages.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, conclude, note, printDiagnostics, type Session, verdict } from '../session.ts';

export async function build(spec: string, options: BuildOptions, session: Session): Promise<ExitCode> {
  const output = outputOf(options);
  const layout = layouts[options.layout ?? (output && layoutOf(output.as)) ?? 'host'];
  const result = compileFile(spec, session.world, layout);
  if (result.diagnostics.length > 0) {
    printDiagnostics(session, session.world.stderr, result.diagnostics, result.sources);
  }
  const code = codeFor(session, result.diagnostics);
  if (code !== exitCode.done) {
    conclude(session, `${verdict(result.diagnostics, spec)}, nothing was written`);
    return code;
  }
  const trees = chosen(result, options.host);
  const job: Job = { spec, layout, options, trees, complete: trees.size === result.trees.size, session };
  if (output === undefined) {
    session.world.stdout.write(listing(trees));
    note(session, 'nothing was written; add `-o OUT`');
    return exitCode.done;
  }
  if (output.as === 'dir') return buildDirectory(job, output.to);
  if (isImage(output.as)) return buildImages(job, result, { as: output.as, to: output.to });
  if (isRpm(output.as)) return buildPackages(job, result, { as: output.as, to: output.to });
  return output.to === '-' ? buildStandardOutput(job, output.as) : buildArchives(job, output.to, output.as);
}

interface Target {
  readonly as: Kind;
  readonly to: string;
}

/** What is made and where; undefined for a listing. The name of the output decides what `--as` does not. */
function outputOf(options: BuildOptions): Target | undefined {
  const target = targetOf(options);
  const asked = options.sign !== undefined ? '--sign' : options.sums === true ? '--sums' : undefined;
  if (options.sign !== undefined && options.check === true) {
    throw new Failure('signatures are not compared', 'leave out --sign: --sums --check compares what is signed');
  }
  if (asked !== undefined && (target === undefined || target.as === 'dir' || isImage(target.as) || target.to === '-')) {
    throw new Failure(`${asked} is for archives and packages in files`, 'a directory has its manifests');
  }
  checkBase(options.base, target?.as);
  const meant = target && layoutOf(target.as);
  if (target !== undefined && meant !== undefined && options.layout !== undefined && options.layout !== meant) {
    const what = isRpm(target.as) ? 'packages have' : `--as ${target.as} has`;
    throw new Failure(`${what} the layout \`${meant}\``, 'leave out --layout');
  }
  return target;
}

/** The layout that what is made has by itself. */
function layoutOf(as: Kind): LayoutName | undefined {
  return isRpm(as) || isImage(as) ? 'package' : findOutput(as)?.layout;
}

function targetOf({ output, as, check, host }: BuildOptions): Target | undefined {
  if (output === undefined) {
    const asked = as !== undefined ? `--as ${as}` : '--check';
    if (as !== undefined || check === true) throw new Failure(`${asked} needs an output`, 'say where with `-o`');
    return undefined;
  }
  if (isRpm(as)) {
    if (host !== undefined) {
      throw new Failure('what hosts share is known only from all of them', 'leave out --host');
    }
    if (output === '-' || output.includes('{host}'))
      throw new Failure('packages are several files', 'name a directory');
    if (check === true && as !== 'rpm-spec') {
      throw new Failure('packages are not compared', 'compare what they are built from: `--as rpm-spec --check`');
    }
  }
  if (isImage(as) && (output === '-' || output.includes('{host}'))) {
    throw new Failure(`--as ${as} makes a directory for each host`, 'name the directory that they are to be in');
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

function isRpm(as: string | undefined): as is RpmKind {
  return rpmKinds.some((kind) => kind === as);
}

function isImage(as: string | undefined): as is ImageKind {
  return imageKinds.some((kind) => kind === as);
}

/** It stands in the Containerfile as it is. */
function checkBase(base: string | undefined, as: Kind | undefined): void {
  if (as !== 'containerfile') {
    if (base !== undefined) throw new Failure('--base is for `--as containerfile`', 'leave out --base');
    return;
  }
  if (base === undefined) {
    throw new Failure('a Containerfile needs an image to build on', 'name it: --base quay.io/fedora/fedora-bootc:42');
  }
  const parsed = parseImageReference(base);
  if (!parsed.ok) throw new Failure(`the reference ${JSON.stringify(base)} ${parsed.reason}`);
}

function byName(output: string): Target['as'] {
  return outputNamed(output) ?? 'dir';
}

function chosen({ trees }: CompileResult, hosts: readonly string[] | undefined): ReadonlyMap<string, FileTree> {
  if (hosts === undefined) return trees;
  for (const host of hosts) {
    if (!trees.has(host)) throw Failure.of(unknownHost('the spec', host, trees.keys()));
  }
  return new Map([...trees].filter(([host]) => hosts.includes(host)));
}
