/** What a lint rule finds: plain data about one line of one file. */
import type { Code } from '../core/catalogue/index.ts';

export interface Finding {
  readonly code: Code;
  readonly message: string;
  readonly help?: string;
  /** 1-based line in the file. */
  readonly line: number;
}
