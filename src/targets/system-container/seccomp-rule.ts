import type { Architecture } from '../../model/host-system.ts';

/** System calls that are allowed or refused together, and for which machines and capabilities. */
export interface SeccompRule {
  /** Separated by blanks. */
  readonly names: string;
  /** Refused with this number; absent: allowed. */
  readonly errno?: number;
  readonly args?: readonly { readonly index: number; readonly value: number; readonly op: string }[];
  readonly architectures?: readonly Architecture[];
  readonly notOn?: readonly Architecture[];
  /** Only for a program that has it. */
  readonly capability?: string;
  /** Only for a program that does not have it. */
  readonly without?: string;
}
