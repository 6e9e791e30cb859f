import { readDirectiveTable } from '../../codec/unit/index.ts';
import { compareBytes } from '../../core/order.ts';
import { unknownHost } from '../../core/unknown-name.ts';
import { kindsOf, snapshotOf } from '../../diff/snapshot-of.ts';
import { readBuilt } from '../../edge/built.ts';
import { loadBundle } from '../../edge/bundle.ts';
import { Failure } from '../../edge/failure.ts';
import { builtHost, emptyHost, hostAt, type PlannedHost } from '../../edge/planned-host.ts';
import { preflight } from '../../edge/preflight.ts';
import { whichHost } from '../../edge/sides/named-hosts.ts';
import { wantsColor } from '../../edge/terminal.ts';
import { manifestIn } from '../../inputs/manifest-in.ts';
import { type HostPlan, planHost } from '../../plan/host-plan.ts';
import { effectsIn } from '../../plan/installed.ts';
import { planData, printPlan, type ReportedHost } from '../../report/plan.ts';
import { visible } from '../../report/visible.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { hostLayout } from '../../tree/layout.ts';
import { compiled } from '../compiled.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { note, type Session } from '../session.ts';

export interface PlanOptions {
  readonly root?: string;
  readonly against?: string;
  readonly host?: string;
  readonly exitCode?: boolean;
}

export async function plan(spec: string, options: PlanOptions, session: Session): Promise<ExitCode> {
  if ((options.root === undefined) === (options.against === undefined)) {
    throw new Failure('a plan is for one host, or against what build wrote', 'write `--root DIR` or `--against OLD`');
  }
  const found = compiled(spec, session);
  if ('code' in found) return found.code;
  const { trees } = found.result;
  const systemd = Number(found.cluster.system.systemd);
  const planned = (tree: FileTree, host: PlannedHost) => planOf(tree, host, systemd);
  const hosts =
    options.root === undefined
      ? await againstBuilt(trees, options, planned)
      : [onHost(trees, { ...options, root: options.root }, planned)];
  report(hosts, session);
  const differs = hosts.some(({ plan: { files } }) => files.length > 0);
  return options.exitCode === true && differs ? exitCode.problems : exitCode.done;
}

type Planned = (tree: FileTree, host: PlannedHost) => HostPlan;

function planOf(tree: FileTree, { files, root }: PlannedHost, systemd: number): HostPlan {
  const manifest = manifestIn(tree, hostLayout.manifest.slice(1));
  if (manifest === undefined) throw new Error('a tree without a manifest');
  return planHost({
    wanted: { entries: snapshotOf(tree), effects: effectsIn(manifest), kinds: kindsOf(tree) },
    ...{ host: files, root, systemd, layout: hostLayout },
    directives: readDirectiveTable(loadBundle().data.directives),
  });
}

function onHost(
  trees: ReadonlyMap<string, FileTree>,
  { root, host: asked }: PlanOptions & { readonly root: string },
  planned: Planned,
): ReportedHost {
  const host = hostAt(root);
  const only = trees.size === 1 ? [...trees.keys()][0] : undefined;
  const name = asked ?? host.name ?? only;
  const [known, tree] = name === undefined ? [] : [name, trees.get(name)];
  if (known === undefined || tree === undefined) throw noHost(name, trees.keys());
  return { host: known, plan: planned(tree, host), obstacles: preflight(known, tree, root) };
}

async function againstBuilt(
  trees: ReadonlyMap<string, FileTree>,
  { against = '', host: asked }: PlanOptions,
  planned: Planned,
): Promise<ReportedHost[]> {
  const built = await readBuilt(against);
  if (built === undefined) throw new Failure(`${against} is nothing that build wrote`, 'compare specs with unitc diff');
  const chosen = asked ?? (built.single ? [...built.hosts.keys()][0] : undefined);
  if (chosen !== undefined && !trees.has(chosen)) throw noHost(chosen, trees.keys());
  const names = chosen === undefined ? [...trees.keys()] : [chosen];
  return names.sort(compareBytes).flatMap((name) => {
    const [tree, host] = [trees.get(name), built.hosts.get(name)];
    if (tree === undefined) return [];
    const old = host === undefined ? emptyHost() : builtHost(host.manifest, host.snapshot);
    return [{ host: name, plan: planned(tree, old) }];
  });
}

function noHost(name: string | undefined, known: Iterable<string>): Failure {
  return name === undefined ? whichHost(known) : Failure.of(unknownHost('the spec', name, known));
}

function report(hosts: readonly ReportedHost[], session: Session): void {
  const { world, options } = session;
  if (options.format === 'json') {
    world.stdout.write(`${JSON.stringify(planData(hosts), null, 2)}\n`);
  } else if (options.format === 'concise') {
    for (const { host, plan: of } of hosts) {
      for (const { path, action } of of.files)
        world.stdout.write(`${visible(`${action.padEnd(7)}  ${host}:/${path}`)}\n`);
    }
  } else {
    world.stdout.write(printPlan(hosts, { color: wantsColor(options.color, world.env, world.stdout.isTTY) }));
  }
  if (hosts.every(({ plan: { files } }) => files.length === 0)) note(session, '✔ nothing to do');
}
