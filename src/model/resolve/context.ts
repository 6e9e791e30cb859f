import type { Diagnostic } from '../../core/diagnostic.ts';
import type { ComponentDefinition, ComponentRegistry } from '../component.ts';
import type { FlagTables } from '../flags/index.ts';
import type { HostSystemTable } from '../host-system.ts';

export interface ResolveContext {
  readonly registry: ComponentRegistry;
  /** Of everything under `services`. */
  readonly service: ComponentDefinition;
  readonly systems: HostSystemTable;
  readonly flagTables: FlagTables;
  readonly report: (diagnostic: Diagnostic) => void;
}
