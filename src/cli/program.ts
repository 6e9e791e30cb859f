/** The commands and their options. What a command does is loaded when it runs, so that help is quick. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from '../edge/package-root.ts';
import type { World } from '../edge/world.ts';
import type { BuildOptions } from './build/job.ts';
import type { CatOptions } from './commands/cat.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { ImageOptions } from './commands/image.ts';
import type { InitOptions } from './commands/init.ts';
import type { LintCommandOptions } from './commands/lint.ts';
import type { ParseOptions } from './commands/parse.ts';
import type { PkiOptions } from './commands/pki.ts';
import type { ExitCode } from './exit-code.ts';
import { examples, exitCodes } from './help.ts';
import type { GlobalOptions } from './options.ts';
import type { Session } from './session.ts';

/** `done` gets the exit code of the command that ran. */
export function program(world: World, done: (code: ExitCode) => void): Command {
  const root = new Command('unitc')
    .description('Compiles a declarative cluster spec into the files of every host.')
    .usage('COMMAND …')
    .version(packageVersion(), '--version', 'print the version')
    .configureHelp({ showGlobalOptions: true, helpWidth: 100 })
    .showHelpAfterError('(see unitc --help)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => world.stdout.write(text), writeErr: (text) => world.stderr.write(text) });
  for (const option of globalOptions()) root.addOption(option);
  root.hook('preAction', (command) => {
    const directory: unknown = command.opts().directory;
    if (typeof directory === 'string') world.changeDirectory(directory);
  });
  const session = (): Session => ({ world, options: root.opts<GlobalOptions>() });
  addCommands(root, session, done);
  root.addHelpText('after', `\n${examples.unitc}\n${exitCodes}`);
  return root;
}

function globalOptions(): Option[] {
  return [
    new Option('-C, --directory <dir>', 'change to this directory first'),
    new Option('--format <format>', 'of reports')
      .choices(['text', 'concise', 'json', 'sarif', 'github'])
      .default('text'),
    new Option('--color <when>', 'of reports').choices(['auto', 'always', 'never']).default('auto'),
    new Option('--max-diagnostics <n>', 'how many are shown, 0 for all; json has all').argParser(count).default(50),
    new Option('--strict', 'warnings count as problems'),
    new Option('--exit-zero', 'exit with 0 where a report has problems: check, lint, build --check'),
    new Option('-q, --quiet', 'no notes on standard error'),
    new Option('-v, --verbose', 'list what is written; check: the ports of each host too'),
  ];
}

function count(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is not a number.');
}

function version(text: string): string {
  if (/^\d{1,4}(\.\d{1,4}){0,2}$/.test(text)) return text;
  throw new InvalidArgumentError('It is not a version.');
}

/** Of an option that may be repeated, and takes several with commas. */
function codes(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').filter((code) => code !== '')];
}

type Add = (name: string, description: string, example: string) => Command;

/** What works on units, whoever wrote them. */
function addUnitCommands(add: Add, session: () => Session, done: (code: ExitCode) => void): void {
  add('lint', 'Find what systemd and podman do not read as it is meant, in units of any origin.', examples.lint)
    .argument('[PATH...]', 'unit files, directories, built trees or archives, or - for standard input')
    .addOption(new Option('--systemd <version>', 'the systemd that reads them: 252').argParser(version))
    .addOption(new Option('--podman <version>', 'the podman that reads Quadlet files: 4.9').argParser(version))
    .addOption(new Option('--error <code>', 'report a warning as an error; may be repeated').argParser(codes))
    .addOption(new Option('--warn <code>', 'report it as a warning').argParser(codes))
    .addOption(new Option('--off <code>', 'do not report it').argParser(codes))
    .option('--stdin-filename <name>', 'what standard input is: web.container')
    .action(async (paths: string[], options: LintCommandOptions) => {
      done(await (await import('./commands/lint.ts')).lint(paths, options, session()));
    });
  add('cat', 'Print what counts of a unit after all drop-ins, with the file and line of each setting.', examples.cat)
    .argument('<UNIT>', 'docker, docker.service, getty@tty1, or HOST:UNIT')
    .option('--root <place>', "a host's root directory, what build wrote, or an archive", '/')
    .action(async (unit: string, options: CatOptions) => {
      done(await (await import('./commands/cat.ts')).cat(unit, options, session()));
    });
  add('parse', 'Print unit files as JSON, one object a line: as written, and as systemd reads them.', examples.parse)
    .argument('[FILE...]', 'unit files and drop-ins, or - for standard input')
    .option('--name <unit>', 'what the file is called on a host: web@1.service, web.service.d/10.conf')
    .addOption(new Option('--expand <what>', 'as far as the name and the path tell').choices(['specifiers']))
    .addOption(new Option('--systemd <version>', 'as this systemd reads it: 252').argParser(version))
    .action(async (files: string[], options: ParseOptions) => {
      done((await import('./commands/parse.ts')).parse(files, options, session()));
    });
}

/** What can be asked about a spec besides its files. */
function addQuestions(add: Add, session: () => Session, done: (code: ExitCode) => void): void {
  add('diff', 'Compare what two specs, built directories or archives hold, as a patch.', examples.diff)
    .argument('<OLD>', 'spec, directory that build wrote (of all hosts or of one), or archive')
    .argument('<NEW>', 'the same')
    .addOption(new Option('-U, --unified <n>', 'lines of context').argParser(count).default(3))
    .option('--exit-code', 'exit with 1 where there are differences')
    .action(async (before: string, after: string, options: DiffOptions) => {
      done(await (await import('./commands/diff.ts')).diff(before, after, options, session()));
    });
  add('images', 'List the images that the hosts need, for a mirror.', examples.images)
    .argument('<SPEC>', 'spec file, or - for standard input')
    .action(async (spec: string) => done((await import('./commands/images.ts')).images(spec, session())));
  add('pki', 'List the certificates, keys and kubeconfigs that the hosts need.', examples.pki)
    .argument('<SPEC>', 'spec file, or - for standard input')
    .option('--openssl', 'print a shell script that makes them')
    .action(async (spec: string, options: PkiOptions) => {
      done((await import('./commands/pki.ts')).pki(spec, options, session()));
    });
}

function addCommands(root: Command, session: () => Session, done: (code: ExitCode) => void): void {
  const add: Add = (name, description, example) => {
    return root.command(name).description(description).addHelpText('after', `\n${example}\n${exitCodes}`);
  };
  add('init', 'Write a spec to begin with; never over a file.', examples.init)
    .argument('[FILE]', 'spec file to be made, or - for standard output', 'cluster.yaml')
    .option('--example <name>', 'copy this example of the package', 'starter')
    .action(async (file: string, options: InitOptions) => {
      done((await import('./commands/init.ts')).init(file, options, session()));
    });
  add('check', 'Find every problem of specs; writes nothing.', examples.check)
    .argument('[SPEC...]', 'spec files, or - for standard input')
    .action(async (specs: string[]) => done((await import('./commands/check.ts')).check(specs, session())));
  add('build', 'Compile a spec into a directory or archives; without -o, list what each host gets.', examples.build)
    .argument('<SPEC>', 'spec file, or - for standard input')
    .option('-o, --output <out>', 'a directory, an archive (its name may hold {host}), or - for standard output')
    .addOption(
      new Option('--as <kind>', 'what is made; else the name of the output says it').choices(['dir', 'tar', 'tar.gz']),
    )
    .option('--host <name>', 'only this host; may be repeated', (name: string, before?: string[]) => [
      ...(before ?? []),
      name,
    ])
    .option('--check', 'compare the output with what would be made, and write nothing')
    .action(async (spec: string, options: BuildOptions) => {
      done(await (await import('./commands/build.ts')).build(spec, options, session()));
    });
  add('image', 'Write the build context of an image that the atomic command installs.', examples.image)
    .argument('<SPEC>', 'spec file, or - for standard input')
    .argument('<COMPONENT>', 'what the image runs: etcd, flanneld, kube-apiserver, …')
    .option('-o, --output <out>', 'a directory, an archive, or - for standard output')
    .option('--host <name>', 'as this host runs it, where hosts differ')
    .action(async (spec: string, component: string, options: ImageOptions) => {
      done(await (await import('./commands/image.ts')).image(spec, component, options, session()));
    });
  addUnitCommands(add, session, done);
  addQuestions(add, session, done);
  add('why', 'Say why a file of a host, or a line of it, is there.', examples.why)
    .argument('<SPEC>', 'spec file, or - for standard input')
    .argument('<HOST:PATH[:LINE]>', 'what is asked about')
    .action(async (spec: string, place: string) =>
      done((await import('./commands/why.ts')).why(spec, place, session())),
    );
  add('explain', 'Say what a diagnostic means and how to cure it.', examples.explain)
    .argument('[CODE]', 'code or name of a diagnostic')
    .option('--all', 'every code')
    .action(async (code: string | undefined, options: ExplainOptions) => {
      done((await import('./commands/explain.ts')).explain(code, options, session()));
    });
  add('schema', 'Print the JSON Schema of specs, for editors.', examples.schema).action(async () => {
    done((await import('./commands/schema.ts')).schema(session()));
  });
  add('version', 'Print versions.', examples.version).action(async () => {
    done((await import('./commands/version.ts')).version(session()));
  });
}
