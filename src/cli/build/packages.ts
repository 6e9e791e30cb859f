import path from 'node:path';
import type { CompileResult } from '../../compile.ts';
import { loadBundle } from '../../edge/bundle.ts';
import { sourceDateEpoch } from '../../edge/epoch.ts';
import { Failure } from '../../edge/failure.ts';
import { packageVersion } from '../../edge/package-root.ts';
import { type BuiltPackage, rpmbuild } from '../../edge/rpmbuild.ts';
import { packagesOf } from '../../package-sources.ts';
import { plural } from '../../report/summary.ts';
import { visible } from '../../report/visible.ts';
import type { RpmSources } from '../../rpm/index.ts';
import { lintPackage } from '../../rpm/rules/lint-package.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, note, printDiagnostics } from '../session.ts';
import type { Job, RpmKind } from './job.ts';
import { compareOrWrite } from './products.ts';

/** Source packages as files, or what the real rpmbuild makes of them. */
export async function buildPackages(
  job: Job,
  result: CompileResult,
  { as, to }: { readonly as: RpmKind; readonly to: string },
): Promise<ExitCode> {
  const { world } = job.session;
  const epoch = sourceDateEpoch(world.env);
  const sources = await sourcesOf(job, result, epoch);
  const macros = job.options.rpmMacros;
  const built =
    as === 'rpm-spec' ? undefined : rpmbuild(sources, { as, epoch, ...(macros !== undefined && { macros }) });
  if (built !== undefined && !areSound(job, built)) return exitCode.problems;
  const made =
    built === undefined ? sources.files : new Map([...built].map(([name, { bytes }]) => [name, bytes] as const));
  const products = [...made].map(([name, bytes]) => ({ file: path.join(to, name), bytes }));
  const code = compareOrWrite(job, products);
  if (code !== undefined) return code;
  const what = as === 'rpm-spec' ? plural(sources.specs.length, 'spec file') : plural(made.size, 'package');
  note(job.session, `✔ ${what} in ${visible(to)}`);
  return exitCode.done;
}

/** By the rules of `unitc lint`. Of a spec's units and files everything has been said before, so that it is ours. */
function areSound({ session }: Job, built: ReadonlyMap<string, BuiltPackage>): boolean {
  const linted = [...built].flatMap(([name, { header }]) => (header === undefined ? [] : [lintPackage(name, header)]));
  const diagnostics = linted.flatMap((one) => one.diagnostics);
  const sources = new Map(linted.flatMap((one) => [...one.sources]));
  if (diagnostics.length > 0) printDiagnostics(session, session.world.stderr, diagnostics, sources);
  return codeFor(session, diagnostics) === exitCode.done;
}

async function sourcesOf({ trees }: Job, { cluster }: CompileResult, epoch: number): Promise<RpmSources> {
  if (cluster === undefined) throw new Error('trees without a cluster');
  const made = await packagesOf({ cluster, trees, epoch }, { bundle: loadBundle(), version: packageVersion() });
  if (made.ok) return made.sources;
  throw Failure.of(made);
}
