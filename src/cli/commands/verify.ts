import { verified } from '../../edge/verified.ts';
import { plural } from '../../report/summary.ts';
import { visible } from '../../report/visible.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { note, type Session } from '../session.ts';

/** Reports what differs from the manifests, on standard output: the report is what was asked for. */
export async function verify(place: string, session: Session): Promise<ExitCode> {
  const hosts = await verified(place);
  const { world, options } = session;
  const all = hosts.flatMap(({ host, drift }) => drift.map((one) => ({ host, ...one })));
  if (options.format === 'json') {
    world.stdout.write(`${JSON.stringify({ version: 1, differences: all }, null, 2)}\n`);
  } else {
    for (const { host, kind, path, by } of all) {
      const hider = by === undefined ? '' : ` by /${by}`;
      world.stdout.write(`${kind.padEnd(7)}  ${visible(`${host}:/${path}${hider}`)}\n`);
    }
  }
  const listed = hosts.reduce((sum, host) => sum + host.listed, 0);
  if (all.length === 0) {
    note(session, `✔ ${plural(listed, 'file')} of ${plural(hosts.length, 'host')} as built`);
    return exitCode.done;
  }
  note(session, `✖ ${plural(all.length, 'difference')} from what was built`);
  return options.exitZero === true ? exitCode.done : exitCode.problems;
}
