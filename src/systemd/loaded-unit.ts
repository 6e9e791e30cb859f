/** A unit with all its files: what loadUnit() gives. */
import type { Assignment, UnitDocument } from '../codec/unit/index.ts';
import type { HiddenFile } from './lookup/conf-files.ts';
import type { DependencyLink } from './lookup/dependency-links.ts';
import type { UnitType } from './names/unit-type.ts';

export interface SourceFile {
  /** As systemd names it: in the lookup path, directories of drop-ins with their links resolved. */
  readonly path: string;
  /** Without lines for an empty file, a link to /dev/null and what cannot be read: it switches off what it hides. */
  readonly document: UnitDocument;
}

export interface Setting {
  readonly value: string;
  readonly path: string;
  /** 1-based, where the key stands. */
  readonly line: number;
  readonly assignment: Assignment;
}

/** Section, then key. */
export type Settings = ReadonlyMap<string, ReadonlyMap<string, readonly Setting[]>>;

export interface LoadProblem {
  /** In the present tense. */
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

export interface LoadedUnit {
  /** As asked. */
  readonly name: string;
  /** The main name, which aliases lead to. */
  readonly id: string;
  /** `id` first, then every other name that a file or a link of the lookup path gives the unit. */
  readonly names: readonly string[];
  readonly type: UnitType;
  readonly prefix: string;
  /** Empty for a template, undefined for a plain name. */
  readonly instance?: string;
  /** As `systemctl show -P LoadState` has it. */
  readonly loadState: 'loaded' | 'masked' | 'not-found' | 'error' | 'bad-setting';
  /** Why the unit is not loaded. */
  readonly reason?: LoadProblem;
  readonly fragment?: SourceFile;
  /** In the order in which systemd reads them. */
  readonly dropIns: readonly SourceFile[];
  /** Drop-ins that one of the same name in a better place hides. */
  readonly hidden: readonly HiddenFile[];
  readonly links: {
    readonly wants: readonly DependencyLink[];
    readonly requires: readonly DependencyLink[];
    /** Read since systemd 255. */
    readonly upholds: readonly DependencyLink[];
  };
  /** What counts after all drop-ins and resets; nothing where a file or a value keeps systemd from reading on. */
  readonly settings: Settings;
  /** Keys and sections that begin with `X-`, which systemd leaves to other programs. */
  readonly extensions: readonly Setting[];
  /** Empty assignments with the last word: the key has its default because of this line. */
  readonly resets: Settings;
}
