/** Arguments → exit code. Whatever happens, the user learns what and the shell learns it by the code. */
import { CommanderError } from 'commander';
import { Failure, isSystemError } from '../edge/failure.ts';
import { packageRoot } from '../edge/package-root.ts';
import { reason } from '../edge/read-text.ts';
import { versions } from '../edge/versions.ts';
import type { World } from '../edge/world.ts';
import { visible } from '../report/visible.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { program } from './program.ts';

export async function run(words: readonly string[], world: World): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  try {
    await program(world, (ended) => {
      code = ended;
    }).parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, world);
  }
}

function failed(error: unknown, world: World): ExitCode {
  // Commander has printed its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.failed;
  if (error instanceof Failure) {
    world.stderr.write(`unitc: ${visible(error.message)}\n`);
    if (error.help !== undefined) world.stderr.write(`  = help: ${visible(error.help)}\n`);
    return exitCode.failed;
  }
  if (isSystemError(error)) {
    const path = error.dest ?? error.path;
    const where = path === undefined ? '' : `${visible(path)}: `;
    world.stderr.write(`unitc: ${where}${visible(reason(error))}\n`);
    return exitCode.failed;
  }
  world.stderr.write(bugReport(error));
  return exitCode.bug;
}

/** Without the user's paths: it is meant to be sent as it stands. */
function bugReport(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const stack = text
    .replaceAll(`${packageRoot().directory}/`, '')
    .replace(/(?<![\w.@-])(?:file:\/\/)?\/[^\s():]*\/([^\s():/]+)/g, '…/$1');
  const found = Object.entries(versions()).map(([name, value]) => `${name} ${value}`);
  return [
    'unitc has a bug; nothing that it printed or wrote in this run can be relied on.',
    'Please report the lines below, with the command and the spec if you can.',
    '',
    ...stack.split('\n').map(visible),
    found.join(', '),
    '',
  ].join('\n');
}
