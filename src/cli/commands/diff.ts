import { pathPattern } from '../../core/path-pattern.ts';
import { loadPage } from '../../edge/page.ts';
import { sideNames } from '../../edge/sides/side-names.ts';
import { wantsColor } from '../../edge/terminal.ts';
import { type ReviewOptions as FormatOptions, reviewFormats } from '../../report/review/index.ts';
import type { Review } from '../../review/model.ts';
import { narrowed } from '../../review/narrowed.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { reviewed } from '../reviewed.ts';
import { note, type Session } from '../session.ts';

export interface DiffOptions {
  readonly unified: number;
  readonly exitCode?: boolean;
  readonly host?: readonly string[];
  readonly only?: readonly string[];
  readonly text?: boolean;
  readonly showSecrets?: boolean;
}

/** Columns, where there is no terminal. */
const usualWidth = 120;

export async function diff(
  first: string | undefined,
  second: string | undefined,
  options: DiffOptions,
  session: Session,
): Promise<ExitCode> {
  const compared = await reviewed(sideNames(first, second), options, session);
  if ('code' in compared) return compared.code;
  const wanted = options.only?.map(pathPattern);
  const all = compared.review;
  const found = wanted === undefined ? all : narrowed(all, (path) => wanted.some((matches) => matches(path)));
  print(found, { context: options.unified, hostDirectories: !compared.single }, options, session);
  return options.exitCode === true && found.changes.length > 0 ? exitCode.problems : exitCode.done;
}

function print(
  found: Review,
  how: Pick<FormatOptions, 'context' | 'hostDirectories'>,
  { text }: DiffOptions,
  session: Session,
): void {
  const { world, options } = session;
  const name = text === true ? 'unified' : options.format;
  const format = reviewFormats[name];
  if (format === undefined) throw new Error(`no format ${name}`);
  // Who asks only whether there is a difference asks for no words about none.
  if (found.changes.length > 0 || name !== 'text') {
    const { isTTY, columns = usualWidth } = world.stdout;
    const color = wantsColor(options.color, world.env, isTTY);
    const page = name === 'html' ? { page: loadPage() } : {};
    world.stdout.write(format(found, { ...how, color, width: columns, harmless: isTTY, ...page }));
  }
  if (found.changes.length === 0 && world.stderr.isTTY) note(session, '✔ no difference');
}
