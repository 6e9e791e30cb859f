/** Our graph and systemd's, of the same directories: `systemd --test` dumps every dependency of every unit that it loaded. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { edgeTypeOf, isDependencyName } from '../../src/systemd/graph/dependency.ts';
import {
  type ActiveState,
  buildGraph,
  type EdgeOrigin,
  type GraphOptions,
  jobsOf,
  type UnitGraph,
} from '../../src/systemd/index.ts';
import { directives } from '../systemd/roots.ts';
import { diskRoot } from './disk-root.ts';
import { type DumpedUnit, parseDump } from './systemd-dump.ts';
import { runManager } from './systemd-test.ts';

export interface Comparison {
  readonly units: number;
  readonly edges: number;
  /** `UNIT TYPE UNIT`, with where it comes from. */
  readonly onlySystemd: readonly string[];
  readonly onlyOurs: readonly string[];
  /** Edges that only one of us has from DefaultDependencies=. */
  readonly otherOrigin: readonly string[];
  /** `UNIT/TYPE` of the jobs that starting default.target queues. */
  readonly jobs: { readonly systemd: readonly string[]; readonly ours: readonly string[] };
  /** Whether each saw a circle in the order of the jobs. */
  readonly cyclic: { readonly systemd: boolean; readonly ours: boolean };
  /**
   * Which jobs are given up for a circle, and which are left over when a wanted unit cannot be had, depends on
   * the order of hash tables in systemd, which is random.
   */
  readonly isRandom: boolean;
}

/** The first directory may be written to by systemd's run. */
export async function compareGraphs(directories: readonly [string, ...string[]]): Promise<Comparison> {
  const { stdout, stderr } = await runManager(directories[0], directories.join(':'));
  const dump = parseDump(stdout);
  if (dump.size === 0) throw new Error(`systemd dumped no unit:\n${stderr}`);
  const graph = buildGraph(diskRoot(directories), ['default.target'], { ...machine(), searchPath: directories });
  const ours = edgesOf(graph);
  const theirs = dumpedEdges(dump);
  const only = (these: ReadonlyMap<string, string>, those: ReadonlyMap<string, string>): string[] =>
    [...these].filter(([edge]) => !those.has(edge)).map(([edge, origin]) => `${edge}: ${origin}`);
  const systemdJobs = [...stdout.matchAll(/^\t\tAction: (\S+) -> (\S+)$/gm)].map(([, unit, type]) => `${unit}/${type}`);
  const plan = jobsOf(graph, { verb: 'start', units: ['default.target'] }, statesOf(dump));
  const cyclic = { systemd: stderr.includes('ordering cycle'), ours: plan.cycles.length > 0 };
  return {
    units: dump.size,
    edges: ours.size,
    onlySystemd: only(theirs, ours),
    onlyOurs: only(ours, theirs),
    otherOrigin: [...ours].flatMap(([edge, origin]) => {
      const dumped = theirs.get(edge) ?? origin;
      // What follows from a mount's parameters has an origin of its own there, default or not.
      if (dumped.includes('mount-file') || isDefault(origin) === isDefault(dumped)) return [];
      return [`${edge}: ${origin}, systemd: ${dumped}`];
    }),
    jobs: {
      systemd: systemdJobs.sort(),
      ours: plan.jobs.map(({ unit, type }) => `${unit}/${type}`).sort(),
    },
    cyclic,
    isRandom:
      cyclic.systemd ||
      cyclic.ours ||
      plan.ignored.some(({ edge, error }) => error.chain.at(-1) !== edge) ||
      plan.error !== undefined,
  };
}

function isDefault(origin: string): boolean {
  return /\bdefault\b/.test(origin);
}

/** Of systemd 252, and what the rules ask of this machine. */
function machine(): GraphOptions {
  return {
    directives,
    systemd: 252,
    container: succeeds('systemd-detect-virt', '--container', '--quiet'),
    specifiers: { H: hostname(), m: readFileSync('/etc/machine-id', 'utf8').trim() },
  };
}

function succeeds(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args);
    return true;
  } catch {
    return false;
  }
}

function edgesOf(graph: UnitGraph): Map<string, string> {
  const edges = graph.edges.map(({ from, to, type, origins }): [string, string] => {
    return [`${from} ${type} ${to}`, origins.map(ruleOf).join(' ')];
  });
  const paths = graph.paths.map(({ unit, path, origin }): [string, string] => {
    return [`${unit} RequiresMountsFor ${path}`, ruleOf(origin)];
  });
  return new Map([...edges, ...paths]);
}

function ruleOf(origin: EdgeOrigin): string {
  return 'rule' in origin ? origin.rule : 'file';
}

function dumpedEdges(dump: ReadonlyMap<string, DumpedUnit>): Map<string, string> {
  const edges = new Map<string, string>();
  for (const { name, dependencies } of dump.values()) {
    for (const [kind, others] of Object.entries(dependencies)) {
      for (const { unit, origin } of others) {
        // Bookkeeping of who names whom.
        if (kind === 'References' || kind === 'ReferencedBy') continue;
        const edge = isDependencyName(kind) ? forward(kind, name, unit) : `${name} ${kind} ${unit}`;
        if (![name, unit].some((one) => isOfThisMachine(one, dump))) edges.set(edge, origin);
      }
    }
  }
  return edges;
}

function forward(kind: Parameters<typeof edgeTypeOf>[0], name: string, unit: string): string {
  const { type, inverted } = edgeTypeOf(kind);
  return inverted ? `${unit} ${type} ${name}` : `${name} ${type} ${unit}`;
}

/** What systemd found mounted here without a unit file, and the devices that lie under it. */
function isOfThisMachine(name: string, dump: ReadonlyMap<string, DumpedUnit>): boolean {
  const unit = dump.get(name);
  if (unit === undefined || name === '-.mount') return false;
  if (unit.settings['From fragment']?.[0] === 'no') return true;
  const origins = Object.values(unit.dependencies).flat();
  return /^(blockdev@)?dev-/.test(name) && origins.some(({ origin }) => origin.includes('mountinfo'));
}

function statesOf(dump: ReadonlyMap<string, DumpedUnit>): Map<string, ActiveState> {
  return new Map(
    [...dump.values()].map(({ name, settings }) => [
      name,
      settings['Unit Active State']?.[0] === 'active' ? 'active' : 'inactive',
    ]),
  );
}
