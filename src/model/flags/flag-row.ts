/**
 * When something began or ended, by release: from `maybe` on it may have, from `surely` on it has. A part
 * is absent where nobody knows; both are the same where the release was seen.
 */
export interface Bound {
  readonly maybe?: string;
  readonly surely?: string;
}

/** One life of a flag, as data/flags has it; a name may have two lives (kubelet's `config`). */
export interface FlagRow {
  readonly name: string;
  /** Absent: there in the first release with data. */
  readonly since?: Bound;
  /** Came with a patch of these releases: `{ "3.3": "3.3.23" }`. */
  readonly patches: Readonly<Record<string, string>>;
  /** Absent: still taken in the newest release with data. */
  readonly removed?: Bound;
  readonly deprecated?: string;
  /** The release that withdrew the deprecation. */
  readonly undeprecated?: string;
  /** From here on it is taken and ignored; `0`: always. */
  readonly noEffect?: string;
  /** From here on the program does not start without it. */
  readonly required?: string;
  readonly replacedBy?: string;
  /** With `replacedBy: feature-gates`: the gate. */
  readonly gate?: string;
  /** The configuration file of the program has a field for it. */
  readonly inFile: boolean;
  /** Of a flag that help does not print: the newest release in whose source it was seen. */
  readonly seen?: string;
  /** Listed for the program by a page that is known to list flags of others. */
  readonly doubtful: boolean;
}

export interface FlagTable {
  readonly component: string;
  /** The releases with full lists; what is newer is known from release notes alone. */
  readonly first: string;
  readonly last: string;
  /** Flags that the program has and that no list holds. */
  readonly unlisted: ReadonlySet<string>;
  /** By name, with `-` for `_` where the program takes them as one. */
  readonly rows: ReadonlyMap<string, readonly FlagRow[]>;
  /** The name as `rows` has it. */
  readonly canonical: (name: string) => string;
}
