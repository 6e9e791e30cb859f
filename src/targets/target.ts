/** A target turns a workload into the files that run it on a host; src/targets has one folder for each. */
import type { DirectiveTable } from '../codec/unit/index.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { HostSystem } from '../model/host-system.ts';
import type { Workload } from '../model/workload.ts';
import type { Bundle } from '../template/bundle.ts';
import type { Artifact } from '../tree/artifact.ts';
import type { Layout } from '../tree/layout.ts';

export interface TargetContext {
  readonly bundle: Bundle;
  readonly directives: DirectiveTable;
  readonly layout: Layout;
  readonly system: HostSystem;
  /** First lines of generated files: they name tool, version and spec, never time, host or path. */
  readonly header: string;
  /** The same for configuration files, which operators and installers may edit. */
  readonly configurationHeader: string;
  /** The same for defaults that are copied to their place once. */
  readonly defaultHeader: string;
  readonly report: (diagnostic: Diagnostic) => void;
}

export interface TargetDefinition {
  readonly name: string;
  render(workload: Workload, context: TargetContext): Artifact[];
}

/** Files of a host that belong to no workload alone: drop-ins of its own units, oneshots. */
export type HostPart = (cluster: Cluster, host: Host, context: TargetContext) => Artifact[];

export type TargetRegistry = ReadonlyMap<string, TargetDefinition>;
