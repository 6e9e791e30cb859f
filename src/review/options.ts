import type { QuadletTable } from '../codec/quadlet/index.ts';
import type { DirectiveTable } from '../codec/unit/index.ts';

/** What is known of the keys of units. */
export interface Tables {
  readonly directives: DirectiveTable;
  readonly quadlet: QuadletTable;
}

export interface ReviewOptions extends Tables {
  /** `unitc 0.1.0`. */
  readonly generator: string;
  /** Major version of the hosts' systemd. */
  readonly systemd: number;
  /** Nothing is redacted. */
  readonly showSecrets?: boolean;
}
