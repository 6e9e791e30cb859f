import { tick } from '../../../spec/wording.ts';
import type { Cluster, Instance } from '../../cluster.ts';
import type { Told } from '../../flags/told.ts';

/** What a flag says against what the rest of the cluster was told. */
export interface Contradiction {
  readonly message: string;
  /** Names the key from which the flag and everything else follow. */
  readonly help: string;
  readonly why?: string;
}

/** What a flag is told to be, for a message. */
export function fate(text: Told['text']): string {
  return text === null ? 'taken away' : tick(text);
}

export interface CheckContext {
  readonly told: Told;
  readonly self: Instance;
  readonly cluster: Cluster;
}

/** One flag, by all of its names, from whose default other things of the cluster are derived. */
export interface DerivedCheck {
  readonly flags: readonly string[];
  judge(context: CheckContext): Contradiction | undefined;
}
