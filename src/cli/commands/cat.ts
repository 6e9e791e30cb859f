import { readDirectiveTable } from '../../codec/unit/index.ts';
import { nearest } from '../../core/nearest.ts';
import { loadBundle } from '../../edge/bundle.ts';
import { Failure } from '../../edge/failure.ts';
import { openHostRoot } from '../../edge/host-root.ts';
import { wantsColor } from '../../edge/terminal.ts';
import { effectiveUnitData, printEffectiveUnit } from '../../report/effective-unit.ts';
import { visible } from '../../report/visible.ts';
import {
  type LoadedUnit,
  loadUnit,
  mangleName,
  systemSearchPath,
  type UnitRoot,
  unitNames,
} from '../../systemd/index.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { note, type Session } from '../session.ts';

export interface CatOptions {
  readonly root: string;
}

export async function cat(asked: string, options: CatOptions, session: Session): Promise<ExitCode> {
  const { root, asked: unit, host } = await openHostRoot(options.root, asked);
  const name = mangleName(unit);
  if (name === undefined) throw new Failure(`\`${unit}\` is no name of a unit`);
  const loaded = loadUnit(root, name, { directives: readDirectiveTable(loadBundle().data.directives) });
  if (loaded.loadState === 'not-found') throw notFound(loaded, root, host ?? options.root);
  print(loaded, session);
  if (loaded.loadState !== 'error' && loaded.loadState !== 'bad-setting') return exitCode.done;
  const { path, line, message } = loaded.reason ?? { message: '' };
  const where = path === undefined ? '' : line === undefined ? `${path}: ` : `${path}:${line}: `;
  note(session, `✖ ${loaded.id} is not loaded (${loaded.loadState}): ${visible(where)}${visible(message)}`);
  return exitCode.problems;
}

function print(unit: LoadedUnit, { world, options }: Session): void {
  if (options.format === 'json') {
    world.stdout.write(`${JSON.stringify({ version: 1, ...effectiveUnitData(unit) }, null, 2)}\n`);
    return;
  }
  const { isTTY } = world.stdout;
  const color = wantsColor(options.color, world.env, isTTY);
  world.stdout.write(printEffectiveUnit(unit, { style: { color }, harmless: isTTY }));
}

function notFound({ name, reason }: LoadedUnit, root: UnitRoot, place: string): Failure {
  if (reason?.path !== undefined)
    return new Failure(`${place} has no unit \`${name}\`: ${reason.path}: ${reason.message}`);
  const names = unitNames(root);
  const close = nearest(name, names) ?? nearest(name.replace(/@.*\./, '@.'), names);
  const help = close === undefined ? `systemd looks in ${systemSearchPath.join(', ')}` : `did you mean \`${close}\`?`;
  return new Failure(`${place} has no unit \`${name}\``, help);
}
