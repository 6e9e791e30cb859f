/** One named fact about booted machines. */
import type { Lab } from './lab.ts';
import type { Machine } from './machine.ts';

/** What the steps of a suite share. */
export interface Stage {
  /** Whose journals are printed when a step fails that does not say otherwise. */
  readonly machines: readonly Machine[];
  /** Brings everything up, whatever an earlier step has left. */
  up(): Promise<void>;
}

export interface Step<L extends Stage = Lab> {
  /** `group.name`, listed in steps.txt. */
  readonly id: string;
  /** Steps that have to have passed before. */
  readonly needs?: readonly string[];
  /** Brings all services up first, should an earlier step have left them otherwise. */
  readonly up?: boolean;
  /** Units whose journal is printed when the step fails. */
  readonly units?: readonly string[];
  /** Where these units are; the machines of the suite unless told. */
  readonly machines?: (lab: L) => readonly Machine[];
  /** Asks of flanneld what only the stand-in does when told; left out where FLANNELD= names a real one. */
  readonly standIn?: true;
  readonly run: (lab: L) => Promise<void>;
}
