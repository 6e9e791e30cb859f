/** A unit as systemd loads it: unit_load_fragment() and unit_load_dropin() of src/core; systemd.unit(5). */
import {
  type Assignment,
  type DirectiveTable,
  type EffectiveSettings,
  type EffectiveValue,
  effectiveSettings,
  failureOf,
  type UnitDocument,
} from '../codec/unit/index.ts';
import { fileSpecifiers } from './file-specifiers.ts';
import { judgeFor } from './judge.ts';
import type { HiddenFile } from './lookup/conf-files.ts';
import type { DependencyLink } from './lookup/dependency-links.ts';
import { type Located, locateUnit } from './lookup/locate-unit.ts';
import { systemSearchPath } from './lookup/search-path.ts';
import { parseUnitName } from './names/unit-name.ts';
import type { UnitType } from './names/unit-type.ts';
import type { UnitRoot } from './unit-root.ts';

export interface LoadOptions {
  readonly directives: DirectiveTable;
  /** Directories, the first of which wins; the system manager's without it. */
  readonly searchPath?: readonly string[];
  /** The major version of systemd that loads the unit; the newest that the table knows without it. */
  readonly systemd?: number;
}

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
  /** As `systemctl show -P LoadState` has it, unless the settings contradict each other. */
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
  /** What counts after all drop-ins and resets; nothing where the unit is not loaded. */
  readonly settings: Settings;
  /** Empty assignments with the last word: the key has its default because of this line. */
  readonly resets: Settings;
}

/** @throws RangeError when `name` is no name of a unit: parseUnitName() tells. */
export function loadUnit(root: UnitRoot, name: string, options: LoadOptions): LoadedUnit {
  const asked = parseUnitName(name);
  if (asked === undefined) throw new RangeError(`no name of a unit: ${JSON.stringify(name)}`);
  const located = locateUnit(root, asked, options.searchPath ?? systemSearchPath);
  const { id, names, fragment, dropIns, hidden, links } = located;
  const state = stateOf(located, asked.type);
  const files = fragment === undefined ? dropIns : [fragment, ...dropIns];
  const effective = effectiveSettings(
    files.map(({ document }) => document),
    options.directives,
    asked.type,
    judgeFor(
      asked.type,
      options.systemd,
      fileSpecifiers({ type: asked.type, unit: asked, isDropIn: false }, fragment?.path),
    ),
  );
  const refused = fragment === undefined ? undefined : effective.fatal.find(({ document }) => document === 0);
  // A value that is refused comes before what makes the file fail: nothing behind that is read.
  const problem = refused === undefined ? state.problem : refusal(refused, fragment);
  const loadState = refused === undefined ? state.loadState : 'bad-setting';
  return {
    name,
    id,
    names,
    type: asked.type,
    prefix: parseUnitName(id)?.prefix ?? asked.prefix,
    ...(asked.instance === undefined ? {} : { instance: asked.instance }),
    loadState,
    ...(problem === undefined ? {} : { reason: problem }),
    ...(fragment === undefined ? {} : { fragment }),
    ...(loadState === 'loaded' || loadState === 'masked' ? { dropIns, hidden, links } : unread),
    ...(loadState === 'loaded' ? settingsOf(effective, files) : { settings: new Map(), resets: new Map() }),
  };
}

/** Of a unit whose file fails systemd does not even look for drop-ins. */
const unread = { dropIns: [], hidden: [], links: { wants: [], requires: [], upholds: [] } };

interface State {
  readonly loadState: LoadedUnit['loadState'];
  readonly problem?: LoadProblem;
}

function stateOf({ fragment, kind, id }: Located, type: UnitType): State {
  if (kind === 'masked') return { loadState: 'masked' };
  if (fragment === undefined) {
    // These exist without a file of their own.
    if (type === 'slice' || type === 'device' || id === '-.mount' || id === 'init.scope')
      return { loadState: 'loaded' };
    return { loadState: 'not-found', problem: { message: 'no directory of the lookup path has a file of this name' } };
  }
  const { path } = fragment;
  if (kind === 'directory') return { loadState: 'error', problem: { message: 'it is a directory', path } };
  const failure = failureOf(fragment.document);
  if (failure === undefined) return { loadState: 'loaded' };
  return {
    loadState: 'error',
    problem: { message: `systemd cannot read the file: ${failure.kind}`, path, line: failure.at.line },
  };
}

function refusal({ assignment }: EffectiveValue, fragment: SourceFile | undefined): LoadProblem {
  return {
    message: `systemd refuses the value of \`${assignment.key}=\``,
    ...(fragment === undefined ? {} : { path: fragment.path }),
    line: assignment.keyAt.line,
  };
}

function settingsOf(
  effective: EffectiveSettings,
  files: readonly SourceFile[],
): { readonly settings: Settings; readonly resets: Settings } {
  const settings = new Map<string, Map<string, Setting[]>>();
  const resets = new Map<string, Map<string, Setting[]>>();
  for (const [section, keys] of effective.sections) {
    for (const [key, { values, reset }] of keys) {
      put(settings, section, key, values, files);
      put(resets, section, key, reset === undefined ? [] : [reset], files);
    }
  }
  return { settings, resets };
}

function put(
  into: Map<string, Map<string, Setting[]>>,
  section: string,
  key: string,
  values: readonly EffectiveValue[],
  files: readonly SourceFile[],
): void {
  if (values.length === 0) return;
  const keys = into.get(section) ?? new Map<string, Setting[]>();
  into.set(section, keys);
  keys.set(
    key,
    values.map(({ value, assignment, document }) => ({
      value,
      path: files[document]?.path ?? '',
      line: assignment.keyAt.line,
      assignment,
    })),
  );
}
