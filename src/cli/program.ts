/** The commands and their options. What a command does is loaded when it runs, so that help is quick. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from '../edge/package-root.ts';
import { type Signer, signers } from '../edge/signed.ts';
import type { World } from '../edge/world.ts';
import { outputNames } from '../outputs/names.ts';
import { visible } from '../report/visible.ts';
import { layoutNames } from '../tree/layout.ts';
import { type BuildOptions, imageKinds, rpmKinds } from './build/job.ts';
import type { CatOptions } from './commands/cat.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { GraphOptions } from './commands/graph.ts';
import type { ImageOptions } from './commands/image.ts';
import type { InitOptions } from './commands/init.ts';
import type { LintCommandOptions } from './commands/lint.ts';
import type { ParseOptions } from './commands/parse.ts';
import type { PkiOptions } from './commands/pki.ts';
import type { PlanOptions } from './commands/plan.ts';
import type { ShowOptions } from './commands/show.ts';
import type { ExitCode } from './exit-code.ts';
import { examples, exitCodes } from './help.ts';
import { formatsOf, type GlobalOptions, usualFormats } from './options.ts';
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
  root.hook('preAction', async (command, action) => {
    const { format } = root.opts<GlobalOptions>();
    const formats = await formatsOf(action.name());
    if (!formats.includes(format)) {
      const allowed = `Allowed choices are ${formats.join(', ')}.`;
      action.error(`error: option '--format <format>' argument '${visible(format)}' is invalid. ${allowed}`);
    }
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
    // Which of them a command has is known when it runs.
    new Option('--format <format>', 'of reports').choices(usualFormats).argParser(String).default('text'),
    new Option('--color <when>', 'of reports').choices(['auto', 'always', 'never']).default('auto'),
    new Option('--max-diagnostics <n>', 'how many are shown, 0 for all; json has all').argParser(count).default(50),
    new Option('--strict', 'warnings count as problems'),
    new Option('--exit-zero', 'exit with 0 where a report has problems: check, lint, verify, build --check'),
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

function signer(text: string): Signer {
  const [, name, key] = /^([a-z]+)(?::(.+))?$/s.exec(text) ?? [];
  const program = signers.find((one) => one === name);
  if (program === undefined)
    throw new InvalidArgumentError(`Allowed are ${signers.join(' and ')}, with a key behind a colon.`);
  return key === undefined ? { program } : { program, key };
}

/** Of an option that may be repeated, and takes several with commas. */
function codes(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').filter((code) => code !== '')];
}

function several(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name];
}

type Add = (name: string, description: string, example: string) => Command;

/** What works on units, whoever wrote them. */
function addUnitCommands(add: Add, session: () => Session, done: (code: ExitCode) => void): void {
  add(
    'lint',
    'Find what systemd and podman do not read as it is meant, and what rpm-ostree does not take, whoever wrote it.',
    examples.lint,
  )
    .argument('[PATH...]', 'unit files, directories, built trees, archives or RPM packages, or - for standard input')
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
  add(
    'diff',
    'Say what differs between two states of a cluster in meaning, why, and what it does to hosts.',
    examples.diff,
  )
    .argument('[OLD]', 'spec, built directory, archive, package, root of a host, or git:REV:PATH of these')
    .argument('[NEW]', 'the same; with one of them, the work tree is compared with HEAD')
    .addOption(new Option('-U, --unified <n>', 'lines of context of texts').argParser(count).default(3))
    .option('--exit-code', 'exit with 1 where there are differences')
    .option('--host <name>', 'only this host; may be repeated', several)
    .option('--only <pattern>', "only files like this: 'etc/systemd/**', '*.service'; may be repeated", several)
    .option('--text', 'the same as --format unified: a patch for git apply')
    .option('--show-secrets', 'print what looks like a secret')
    .action(async (before: string | undefined, after: string | undefined, options: DiffOptions) => {
      done(await (await import('./commands/diff.ts')).diff(before, after, options, session()));
    });
  add('show', 'Print the files of hosts as one text, which git can compare too.', examples.show)
    .argument('<PLACE>', 'spec, built directory, archive, package, root of a host, unit file, or git:REV:PATH of these')
    .option('--host <name>', 'only this host; may be repeated', several)
    .option('--only <pattern>', "only files like this: 'etc/systemd/**', '*.service'; may be repeated", several)
    .option('--show-secrets', 'print what looks like a secret')
    .action(async (place: string, options: ShowOptions) => {
      done(await (await import('./commands/show.ts')).show(place, options, session()));
    });
  add('plan', 'Say what applying a spec to a host would change, restart and interrupt.', examples.plan)
    .argument('<SPEC>', 'spec file, or - for standard input')
    .option('--root <dir>', 'root directory of the host; / is this machine')
    .option('--against <old>', 'or: a directory that build wrote, or an archive')
    .option('--host <name>', 'which host of the spec it is, where the root does not say it')
    .option('--exit-code', 'exit with 1 where there is something to do')
    .action(async (spec: string, options: PlanOptions) => {
      done(await (await import('./commands/plan.ts')).plan(spec, options, session()));
    });
  add('graph', 'Draw what starts after what at boot, and what needs what.', examples.graph)
    .argument('<PLACE>', "spec, what build wrote, an archive, a package, a host's root directory, or git:REV:PATH")
    .addOption(new Option('--as <what>', 'what is printed').choices(['list', 'dot', 'mermaid', 'svg']).default('list'))
    .option('--against <old>', 'mark what happens to units on the way from this')
    .option('--host <name>', 'of this host only; may be repeated', several)
    .option('--unit <name>', 'this unit, and what it names; may be repeated', several)
    .action(async (place: string, options: GraphOptions) => {
      done(await (await import('./commands/graph.ts')).graph(place, options, session()));
    });
  add('verify', 'Say what differs on a host, or in what build wrote, from what was built.', examples.verify)
    .argument('<PLACE>', 'root directory of a host, a directory that build wrote, or an archive')
    .action(async (place: string) => done(await (await import('./commands/verify.ts')).verify(place, session())));
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
    .argument('[SPEC...]', 'spec files, git:REV:PATH, or - for standard input')
    .action(async (specs: string[]) => done((await import('./commands/check.ts')).check(specs, session())));
  add('build', 'Compile a spec into a directory or archives; without -o, list what each host gets.', examples.build)
    .argument('<SPEC>', 'spec file, or - for standard input')
    .option('-o, --output <out>', 'a directory, an archive (its name may hold {host}), or - for standard output')
    .addOption(
      new Option('--as <kind>', 'what is made; else the name of the output says it').choices([
        ...['dir', ...outputNames, ...imageKinds],
        ...rpmKinds,
      ]),
    )
    .addOption(
      new Option('--layout <layout>', 'where files go: to unpack on a host, or for packages and images of the system')
        .choices(layoutNames)
        .default(undefined, 'host'),
    )
    .option('--sums', 'write SHA256SUMS beside archives or packages, for sha256sum -c')
    .addOption(new Option('--sign <signer>', 'and sign it: gpg, gpg:KEY, minisign or minisign:FILE').argParser(signer))
    .option('--base <image>', 'for containerfile: the image of the system that it builds on')
    .option('--rpm-macros <file>', "for rpm and srpm: a file with systemd's macros, where RPM has none")
    .option('--host <name>', 'only this host; may be repeated', several)
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
