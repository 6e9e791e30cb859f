import type { Severity } from '../diagnostic.ts';

/**
 * An example that the tests execute: a bad one must give exactly this code, a good one must not.
 * `spec` is compiled; `output` is built over a directory that already holds `existing`.
 */
export type Example =
  | { readonly kind: 'spec'; readonly text: string; readonly files?: Readonly<Record<string, string>> }
  | { readonly kind: 'unit'; readonly name: string; readonly text: string; readonly podman?: string }
  /** Files of a host by path, all linted together. */
  | {
      readonly kind: 'tree';
      readonly files: Readonly<Record<string, string>>;
      /** Of files that do not have 0644. */
      readonly modes?: Readonly<Record<string, number>>;
      /** Symlinks by path, with their targets. */
      readonly links?: Readonly<Record<string, string>>;
    }
  /** A package of RPM: paths, of directories with a `/` behind, and scriptlets by their line in a spec file without `%`. */
  | {
      readonly kind: 'package';
      readonly files?: readonly string[];
      readonly scriptlets?: Readonly<Record<string, string>>;
    }
  /** Files of hosts before and after a change, which are reviewed. */
  | {
      readonly kind: 'change';
      readonly before: Readonly<Record<string, string>>;
      readonly after: Readonly<Record<string, string>>;
      /** Each with these files; one when missing. */
      readonly hosts?: readonly string[];
      /** Of files that do not have 0644 on both sides. */
      readonly modes?: Readonly<Record<string, readonly [before: number, after: number]>>;
    }
  | { readonly kind: 'output'; readonly existing: Readonly<Record<string, string>>; readonly spec: string };

export interface Entry {
  /** Kebab-case, stable: `unknown-key`. */
  readonly name: string;
  readonly severity: Severity;
  /** One line, the headline of the documentation page. */
  readonly title: string;
  /** What the check looks at, a paragraph. */
  readonly what: string;
  /** One sentence: why it matters. */
  readonly why: string;
  /** What to do: an action. */
  readonly cure: string;
  /** UC9xx only may leave these out: a bug of ours cannot be shown on purpose. */
  readonly bad?: Example;
  readonly good?: Example;
  readonly references?: readonly string[];
}

export type Entries = Readonly<Record<`UC${number}`, Entry>>;
