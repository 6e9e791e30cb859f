import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Spec } from '../../spec/schema.ts';
import type { Cluster } from '../cluster.ts';
import type { ComponentRegistry } from '../component.ts';
import type { FlagTables } from '../flags/index.ts';

/** A rule compares parts of a resolved cluster with each other; each is one file, listed in registry.ts. */
export interface RuleContext {
  readonly spec: Spec;
  readonly cluster: Cluster;
  /** Names under `components` that are programs, whether they run anywhere or not. */
  readonly entries: ReadonlySet<string>;
  readonly registry: ComponentRegistry;
  readonly flagTables: FlagTables;
}

export type Rule = (context: RuleContext, report: (diagnostic: Diagnostic) => void) => void;
