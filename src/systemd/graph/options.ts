/** What the rules have to know of the machine that the units are for. */
import type { SpecifierTable } from '../../codec/unit/index.ts';
import type { LoadOptions } from '../load-unit.ts';

export interface GraphOptions extends LoadOptions {
  /** `user`: for `systemd --user`, which has no sysinit.target and manages no mounts. `system` when missing. */
  readonly manager?: 'system' | 'user';
  /** In a container, swap units have no default dependencies (`src/core/swap.c`). False when missing. */
  readonly container?: boolean;
  /** False where /sys is read-only, as in most containers: nothing depends on .device units there (`src/core/device.c`). True when missing. */
  readonly devices?: boolean;
  /** False without unified cgroups and a memory controller: ManagedOOM*= then needs no systemd-oomd. True when missing. */
  readonly oomd?: boolean;
  /** Specifiers that only the machine knows: `H`, `m`, `b`, … A dependency that uses one that is missing is left out. */
  readonly specifiers?: SpecifierTable;
}

export type CompleteOptions = LoadOptions & Required<Omit<GraphOptions, keyof LoadOptions>>;

export function withDefaults(options: GraphOptions): CompleteOptions {
  return { manager: 'system', container: false, devices: true, oomd: true, specifiers: {}, ...options };
}
