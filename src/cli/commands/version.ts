import { versions } from '../../edge/versions.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Session } from '../session.ts';

export function version({ world, options }: Session): ExitCode {
  const found = versions();
  const lines = Object.entries(found).map(([name, value]) => `${name} ${value}\n`);
  world.stdout.write(options.format === 'json' ? `${JSON.stringify(found)}\n` : lines.join(''));
  return exitCode.done;
}
