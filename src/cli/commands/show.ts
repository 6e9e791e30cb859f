import { pathPattern } from '../../core/path-pattern.ts';
import { openSide } from '../../edge/sides/index.ts';
import { namedHosts } from '../../edge/sides/named-hosts.ts';
import { wantsColor } from '../../edge/terminal.ts';
import { printShownFiles } from '../../report/shown-files.ts';
import { shownFiles } from '../../review/shown-files.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { refused, type Session } from '../session.ts';

export interface ShowOptions {
  readonly host?: readonly string[];
  readonly only?: readonly string[];
  readonly showSecrets?: boolean;
}

/** Also for git, which compares what it prints of two files that are no text. */
export async function show(place: string, options: ShowOptions, session: Session): Promise<ExitCode> {
  const opened = await openSide(place, { world: session.world, directory: '.' });
  if (!opened.ok) return refused(session, opened);
  const patterns = options.only?.map(pathPattern);
  const side = namedHosts(opened.side, options.host);
  const files = shownFiles(side, { showSecrets: options.showSecrets === true }).filter(
    ({ path }) => patterns?.some((matches) => matches(path)) !== false,
  );
  const { world, options: global } = session;
  if (global.format === 'json') {
    world.stdout.write(`${JSON.stringify({ version: 1, side: side.name, files }, null, 2)}\n`);
    return exitCode.done;
  }
  const { isTTY } = world.stdout;
  const style = { color: wantsColor(global.color, world.env, isTTY) };
  world.stdout.write(printShownFiles(files, { style, harmless: isTTY }));
  return exitCode.done;
}
