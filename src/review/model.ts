/**
 * What a review of two states of a cluster says: plain data, of which every format of `unitc diff` is made.
 * The JSON of `unitc diff` is this, word for word, so it alone can rebuild the other formats.
 */
import type { ChangeKind } from '../diff/tree-diff.ts';

export interface Review {
  readonly version: 1;
  /** `unitc 0.1.0`. */
  readonly generator: string;
  readonly before: SideName;
  readonly after: SideName;
  /** Of both sides, bytewise by name, also those without a change. */
  readonly hosts: readonly HostReview[];
  /** Each difference once, however many hosts have it; bytewise by path, then by the first of its hosts. */
  readonly changes: readonly FileReview[];
  /** The gravest first, then in the order of the changes. */
  readonly risks: readonly Risk[];
  /** Elements that several changes of one path have, in files that differ elsewhere; in the order of the changes. */
  readonly alike: readonly AlikeElement[];
  /** What is shown of files, by the sha256 of that in lower-case hexadecimal. Secrets are `<redacted sha256:ab12>`. */
  readonly contents: Readonly<Record<string, Content>>;
}

export type SideKind = 'spec' | 'directory' | 'archive' | 'rpm' | 'root' | 'git';

export interface SideName {
  readonly kind: SideKind;
  /** As it was named: `cluster.yaml`, `git:HEAD:cluster.yaml`. */
  readonly name: string;
  /** Of a spec: what compiled it. Of what was built: what its manifests say. Empty where nobody says. */
  readonly generator: string;
}

export type Content = { readonly text: string } | { readonly base64: string };

export interface HostReview {
  readonly name: string;
  /** `added` and `removed` hosts are on one side only. */
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly daemonReload: boolean;
  /** What happens to units when the change is applied, bytewise by name; nothing is not listed. */
  readonly units: readonly UnitReview[];
}

/**
 * What `apply` does: `restart`, `reload`, `start` (new, or pulled in), `stop` (gone), `daemon-reload` (all of the
 * change counts by that, or at the next start), `reenable` ([Install] differs).
 */
export type UnitAction = 'stop' | 'start' | 'restart' | 'reload' | 'reenable' | 'daemon-reload';

export interface UnitReview {
  readonly unit: string;
  readonly action: UnitAction;
  /** Ids of changes that are the cause. Empty where another unit is. */
  readonly changes: readonly number[];
  /** The unit that it goes with, and by what: `{ unit: 'docker.service', by: 'Requires' }`. */
  readonly because?: { readonly unit: string; readonly by: string };
}

/** `unit`: of systemd, and Quadlet. */
export type Syntax = 'unit' | 'env-file' | 'json' | 'tmpfiles' | 'script' | 'text' | 'binary';

/** What is at a path on one side; `content` is a key of `contents`. */
export type SideEntry = { readonly owner?: string } & (
  | { readonly type: 'file'; readonly mode: string; readonly content: string }
  | { readonly type: 'directory'; readonly mode: string }
  | { readonly type: 'symlink'; readonly target: string }
);

export interface FileReview {
  /** From 0, in the order of `changes`. */
  readonly id: number;
  /** Those that have exactly this change, bytewise. */
  readonly hosts: readonly string[];
  /** Relative to the root of the host, as in an artifact. */
  readonly path: string;
  /** Where a renamed file was. */
  readonly from?: string;
  readonly kind: ChangeKind | 'renamed';
  readonly syntax: Syntax;
  readonly before?: SideEntry;
  readonly after?: SideEntry;
  /** What differs in meaning. None of a changed file: its texts differ, and say the same. */
  readonly elements: readonly ElementReview[];
  /** Why it is there, gone, or has another mode or owner; why it says something else stands with its elements. */
  readonly causes: readonly Cause[];
  /** Something of it is not shown. */
  readonly redacted?: true;
}

/** Each is the same but for its lines and causes. */
export interface AlikeElement {
  readonly path: string;
  /** Of all of the changes, bytewise. */
  readonly hosts: readonly string[];
  /** Ids of changes, and the index of the element in each. */
  readonly members: readonly { readonly change: number; readonly element: number }[];
}

/**
 * `key`: of a unit. `element`: of a list, in a key. `word`, `flag`: of a command line, in a key or a variable.
 * `variable`: of an environment file. `member`, `item`: of JSON. `line`: of anything else.
 */
export type ElementKind = 'key' | 'element' | 'word' | 'flag' | 'variable' | 'member' | 'item' | 'line';

export interface ElementReview {
  readonly kind: ElementKind;
  /** From the outside in: `['Service', 'ExecStart', '--etcd-servers']`, `['KUBE_API_ARGS', '--v']`, `['mounts', '/etc/ssl']`. */
  readonly at: readonly string[];
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  readonly before?: string;
  readonly after?: string;
  /** Lines, from 1, that say it. */
  readonly lines: { readonly before?: readonly number[]; readonly after?: readonly number[] };
  /** The files of these lines, where another file than that of the change says it: a unit's drop-in. */
  readonly files?: { readonly before?: string; readonly after?: string };
  /** Why it changed, the most telling first; empty where neither side is a spec. */
  readonly causes: readonly Cause[];
}

export type Cause =
  /** A place of the spec that was written, changed or removed; `side` says in which of the two it is to be found. */
  | {
      readonly kind: 'spec';
      readonly side: 'before' | 'after';
      readonly path: string;
      readonly file: string;
      readonly line?: number;
      readonly text?: string;
    }
  | { readonly kind: 'default'; readonly by: string }
  | { readonly kind: 'derived'; readonly rule: string }
  /** Another version of unitc: the spec says the same on both sides. */
  | { readonly kind: 'generator'; readonly before: string; readonly after: string };

export interface Risk {
  /** Of the catalogue. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly hosts: readonly string[];
  /** Id of the change, and index of the element in it. */
  readonly change?: number;
  readonly element?: number;
  readonly unit?: string;
  readonly message: string;
  readonly help: string;
}
