import { catalogue } from '../../core/catalogue/index.ts';
import { loadBundle } from '../../edge/bundle.ts';
import { Failure } from '../../edge/failure.ts';
import { readLintInputs } from '../../edge/lint-inputs.ts';
import { atLevels, type Level, type Levels, levelledCode } from '../../lint/levels.ts';
import { lint as lintInputs } from '../../lint/lint.ts';
import { plural } from '../../report/summary.ts';
import { lintPackage } from '../../rpm/rules/lint-package.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, conclude, note, printDiagnostics, type Session, verdict } from '../session.ts';

export interface LintCommandOptions {
  readonly systemd?: string;
  readonly podman?: string;
  readonly error?: readonly string[];
  readonly warn?: readonly string[];
  readonly off?: readonly string[];
  readonly stdinFilename?: string;
}

/** Reads units and reports, on standard output: the report is what was asked for. */
export async function lint(paths: readonly string[], options: LintCommandOptions, session: Session): Promise<ExitCode> {
  if (paths.length === 0)
    throw new Failure('nothing is named', 'name files, directories, archives or packages, or `-`');
  const { systemd, podman } = options;
  const levels = levelsOf(options);
  const { inputs, packages } = await readLintInputs({ paths, stdinName: options.stdinFilename }, session.world);
  const { data } = loadBundle();
  const units = lintInputs(inputs, {
    data,
    levels,
    ...(systemd !== undefined && { systemd }),
    ...(podman !== undefined && { podman }),
  });
  const ofPackages = [...packages].map(([name, header]) => lintPackage(name, header));
  const diagnostics = [
    ...units.diagnostics,
    ...atLevels(
      ofPackages.flatMap((one) => one.diagnostics),
      levels,
    ),
  ];
  const sources = new Map([...units.sources, ...ofPackages.flatMap((one) => [...one.sources])]);
  const count = units.count + packages.size;
  if (count === 0) throw new Failure(`there are no units in ${paths.join(', ')}`);
  printDiagnostics(session, session.world.stdout, diagnostics, sources);
  const where = plural(count, 'file');
  if (diagnostics.length > 0) conclude(session, verdict(diagnostics, where));
  else if (session.world.stderr.isTTY) note(session, verdict(diagnostics, where));
  const code = codeFor(session, diagnostics);
  return session.options.exitZero === true && code === exitCode.problems ? exitCode.done : code;
}

/** The last word counts where a code is named twice. */
function levelsOf({ error = [], warn = [], off = [] }: LintCommandOptions): Levels {
  const asked: [string, Level][] = [
    ...error.map((code): [string, Level] => [code, 'error']),
    ...warn.map((code): [string, Level] => [code, 'warning']),
    ...off.map((code): [string, Level] => [code, 'off']),
  ];
  return new Map(
    asked.map(([name, level]) => {
      const read = levelledCode(name);
      if (read.ok) return [read.code, level];
      throw new Failure(`\`${name}\` ${read.reason}`, levelHelp(name));
    }),
  );
}

function levelHelp(name: string): string {
  if (!Object.hasOwn(catalogue, name.toUpperCase())) return 'see `unitc explain --all --format concise`';
  return 'write a comment `unitc-ignore CODE: reason` above the line, where the error is wanted';
}
