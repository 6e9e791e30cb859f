/** Flags that a spec sets, at the version of the program; those that unitc sets itself are held by tests. */
import { type Diagnostic, type DiagnosticDetails, diagnostic } from '../../core/diagnostic.ts';
import { type Sourced, sourced } from '../../core/provenance.ts';
import { tick } from '../../spec/wording.ts';
import type { Cluster, Instance } from '../cluster.ts';
import type { VersionedProgram } from '../component.ts';
import { flagProblem } from '../flags/flag-problem.ts';
import { type FlagTable, flagState, type SpecFlag, specFlags } from '../flags/index.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

export const flagsOfVersion: Rule = ({ cluster, registry, flagTables }, report) => {
  for (const instance of cluster.hosts.flatMap((host) => [...host.instances, ...host.managed])) {
    const table = flagTables.get(instance.kind);
    const definition = registry.get(instance.kind);
    if (table === undefined || definition?.versionOf === undefined) continue;
    const version = versionOf(cluster, definition.versionOf).value;
    const flags = specFlags(instance);
    for (const flag of flags) {
      const problem = flagProblem({ table, name: flag.name, version, tables: flagTables });
      if (problem !== undefined) report(diagnostic(problem.code, { ...problem.details, ...placeOf(flag) }));
    }
    for (const problem of takenAway(instance, table, version, flags)) report(problem);
  }
};

function versionOf(cluster: Cluster, program: VersionedProgram): Sourced<string> {
  const versions: Readonly<Record<VersionedProgram, Sourced<string>>> = {
    kubernetes: cluster.kubernetes.version,
    etcd: cluster.etcdVersion,
    // What runs flannel runs only where the spec has it.
    flannel: cluster.flannel?.version ?? sourced(''),
  };
  return versions[program];
}

function placeOf({ path, isKey }: SpecFlag): DiagnosticDetails | object {
  return { specPath: path, ...(isKey && { specKey: true }) };
}

/** `null` takes a default away; some flags the program does not start without. */
function takenAway(
  { name, settings }: Instance,
  table: FlagTable,
  version: string,
  flags: readonly SpecFlag[],
): Diagnostic[] {
  const given = new Set(flags.map((flag) => table.canonical(flag.name)));
  return [...settings.flags].flatMap(([flag, setting]) => {
    const state = flagState(table, flag, version);
    if (setting.value !== null || state.kind !== 'known' || !state.required || given.has(table.canonical(flag)))
      return [];
    return [
      diagnostic('UC136', {
        message: `\`${table.component}\` ${version} does not start without ${tick(flag)}`,
        specPath: settingPath(setting, ['components', name]),
        specKey: true,
      }),
    ];
  });
}
