/** One named fact about the booted machine. */
import type { Lab } from './lab.ts';
import type { Machine } from './machine.ts';

export interface Step {
  /** `group.name`, listed in steps.txt. */
  readonly id: string;
  /** Steps that have to have passed before. */
  readonly needs?: readonly string[];
  /** Brings all services up first, should an earlier step have left them otherwise. */
  readonly up?: boolean;
  /** Units whose journal is printed when the step fails. */
  readonly units?: readonly string[];
  /** Where these units are; the first machine unless told. */
  readonly machines?: (lab: Lab) => readonly Machine[];
  /** Asks of flanneld what only the stand-in does when told; left out where FLANNELD= names a real one. */
  readonly standIn?: true;
  readonly run: (lab: Lab) => Promise<void>;
}
