/** What a lint rule finds: plain data about a range of one file. */
import type { Code } from '../core/catalogue/index.ts';
import type { Range } from '../core/diagnostic.ts';

export interface Finding {
  readonly code: Code;
  readonly message: string;
  readonly help?: string;
  /** A few words behind the marks under the source line. */
  readonly label?: string;
  /** In the text of the file: see `decodeBytes` of the unit codec. */
  readonly range: Range;
  /** Other places that explain it, by the path of their file below the root. */
  readonly related?: readonly FindingPlace[];
}

export interface FindingPlace {
  readonly path: string;
  readonly message: string;
  readonly range?: Range;
}

/** A finding of a rule that looks at several files: `path` is the one that it is about, below the root. */
export interface PlacedFinding extends Finding {
  readonly path: string;
}
