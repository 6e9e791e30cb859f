/** Snapshots of an etcd: when they are saved, how many are kept, and where. */
import { byDefault, type Sourced, sourced } from '../core/provenance.ts';
import { type Layer, lastValue, mergedMap } from './layers.ts';

export interface Snapshots {
  /** A calendar event of systemd.time(7). */
  readonly schedule: Sourced<string>;
  readonly keep: Sourced<number>;
  /** The same path on the host and in the container. */
  readonly dir: Sourced<string>;
}

const own = byDefault('component etcd');

/** `name` is that of the instance. Keys of all layers count together, as those of other maps do. */
export function snapshotsOf(layers: readonly Layer[], name: string): Snapshots | undefined {
  if (lastValue(layers, 'snapshots') === undefined) return undefined;
  const texts = mergedMap(layers, 'snapshots', ({ snapshots: { schedule, dir } = {} }) => ({
    ...(schedule !== undefined && { schedule }),
    ...(dir !== undefined && { dir }),
  }));
  const numbers = mergedMap(layers, 'snapshots', ({ snapshots: { keep } = {} }) =>
    keep === undefined ? {} : { keep },
  );
  return {
    schedule: texts.get('schedule') ?? sourced('daily', own),
    keep: numbers.get('keep') ?? sourced(7, own),
    dir: texts.get('dir') ?? sourced(`/var/lib/${name}-snapshots`, own),
  };
}
