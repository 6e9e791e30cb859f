import { type DirectiveTable, readDirectiveTable } from '../../codec/unit/index.ts';
import { compareBytes } from '../../core/order.ts';
import { unknownName } from '../../core/unknown-name.ts';
import type { Snapshot } from '../../diff/entry.ts';
import { loadBundle } from '../../edge/bundle.ts';
import { Failure } from '../../edge/failure.ts';
import { openSide } from '../../edge/sides/index.ts';
import { namedHosts } from '../../edge/sides/named-hosts.ts';
import { sideNames } from '../../edge/sides/side-names.ts';
import { wantsColor } from '../../edge/terminal.ts';
import { snapshotRoot } from '../../plan/root-entry.ts';
import { type BootPicture, bootData, folded, pictures, printBoot } from '../../report/boot/index.ts';
import type { SideHost } from '../../review/side.ts';
import { bootGraph, buildGraph, mangleName, unitFileName, unitNames } from '../../systemd/index.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { reviewed } from '../reviewed.ts';
import { refused, type Session } from '../session.ts';

export interface GraphOptions {
  readonly as: 'list' | 'dot' | 'mermaid' | 'svg';
  readonly against?: string;
  readonly host?: readonly string[];
  readonly unit?: readonly string[];
}

export async function graph(place: string, options: GraphOptions, session: Session): Promise<ExitCode> {
  const found =
    options.against === undefined ? await alone(place, options, session) : await changed(place, options, session);
  if ('code' in found) return found.code;
  const { hosts, systemd } = found;
  const reading = { directives: readDirectiveTable(loadBundle().data.directives), systemd };
  const sorted = [...hosts].sort(([a], [b]) => compareBytes(a, b));
  const shown = sorted.map(([name, host]): BootPicture => {
    return { hosts: [name], graph: graphOf(host, name, options, reading), actions: host.actions };
  });
  await print(folded(shown), options, session);
  return exitCode.done;
}

interface DrawnHost {
  readonly snapshot: Snapshot;
  readonly actions: BootPicture['actions'];
}

interface Drawn {
  readonly hosts: ReadonlyMap<string, DrawnHost>;
  readonly systemd: number | undefined;
}

async function alone(
  place: string,
  { host }: GraphOptions,
  session: Session,
): Promise<Drawn | { readonly code: ExitCode }> {
  const opened = await openSide(place, { world: session.world, directory: '.' });
  if (!opened.ok) return { code: refused(session, opened) };
  const hosts = [...namedHosts(opened.side, host).hosts].map(([name, { snapshot }]): [string, DrawnHost] => {
    return [name, { snapshot, actions: new Map() }];
  });
  return { hosts: new Map(hosts), systemd: opened.systemd };
}

async function changed(
  after: string,
  { against: before = '', host }: GraphOptions,
  session: Session,
): Promise<Drawn | { readonly code: ExitCode }> {
  const asked = sideNames(before, after);
  const compared = await reviewed(asked, host === undefined ? {} : { host }, session);
  if ('code' in compared) return compared;
  const hosts = compared.review.hosts.flatMap(({ name, units }): [string, DrawnHost][] => {
    const now = compared.after.hosts.get(name);
    if (now === undefined) return [];
    const actions = new Map(units.map(({ unit, action }) => [unit, action]));
    return [[name, { snapshot: withGone(now, compared.before.hosts.get(name), actions), actions }]];
  });
  return { hosts: new Map(hosts), systemd: compared.systemd };
}

/** With the files of units that stop because theirs are gone: they are shown with what they needed. */
function withGone(now: SideHost, old: SideHost | undefined, actions: BootPicture['actions']): Snapshot {
  const gone = [...(old?.snapshot ?? [])].filter(([path]) => {
    const unit = unitFileName(path)?.unit?.name;
    return !now.snapshot.has(path) && unit !== undefined && actions.get(unit) === 'stop';
  });
  return gone.length === 0 ? now.snapshot : new Map([...now.snapshot, ...gone]);
}

interface Reading {
  readonly directives: DirectiveTable;
  readonly systemd: number | undefined;
}

function graphOf(
  { snapshot }: DrawnHost,
  host: string,
  { unit: asked }: GraphOptions,
  { systemd, ...reading }: Reading,
) {
  const root = snapshotRoot(snapshot);
  const names = [...unitNames(root)].sort(compareBytes);
  const all = buildGraph(root, names, { ...reading, ...(systemd !== undefined && { systemd }) });
  const given = asked?.map((name) => {
    const mangled = mangleName(name);
    if (mangled === undefined || all.unit(mangled) === undefined)
      throw Failure.of(unknownName(`${host} has no unit`, name, names, 'its units are'));
    return mangled;
  });
  return bootGraph(all, given ?? names);
}

async function print(shown: readonly BootPicture[], { as }: GraphOptions, { world, options }: Session): Promise<void> {
  if (options.format === 'json') {
    world.stdout.write(`${JSON.stringify(bootData(shown), null, 2)}\n`);
  } else if (as === 'list') {
    world.stdout.write(printBoot(shown, { color: wantsColor(options.color, world.env, world.stdout.isTTY) }));
  } else {
    world.stdout.write(await pictures[as](shown));
  }
}
