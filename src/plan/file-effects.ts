/** Which running units a changed file of a tree is about, and what of a unit file counts only at its unit's start. */
import type { DirectiveTable } from '../codec/unit/index.ts';
import { compareBytes } from '../core/order.ts';
import { isTemplate, unitFileName, unitRootOf } from '../systemd/index.ts';
import type { Artifact, FileArtifact, SymlinkArtifact } from '../tree/artifact.ts';
import type { Layout } from '../tree/layout.ts';
import type { FileEffect } from '../tree/manifest.ts';
import { containerOf, imageIn } from './bundle-info.ts';
import { linkedPaths } from './linked-paths.ts';
import { namedInstances } from './named-instances.ts';
import { type Counting, countingAtStart, hasNoEnd, isOneshot, settingsIn } from './start-settings.ts';
import { isBelow } from './unit-changes.ts';

export interface EffectOptions {
  readonly directives: DirectiveTable;
  readonly layout: Layout;
}

/** What of an artifact says what it means for units. */
export type EffectiveFile = Pick<Artifact, 'path'> &
  (
    | Pick<FileArtifact, 'type' | 'kind' | 'content'>
    | Pick<SymlinkArtifact, 'type' | 'target'>
    | { readonly type: 'directory' }
  );

/** By path; files whose change is nothing to any running unit are missing. */
export function fileEffects(
  tree: Iterable<EffectiveFile>,
  { directives, layout }: EffectOptions,
): Map<string, FileEffect> {
  const artifacts = [...tree];
  const instances = namedInstances(artifacts);
  const files = artifacts.filter((artifact) => artifact.type === 'file');
  const there = artifacts.filter((artifact) => artifact.type !== 'directory').map(({ path }) => path);
  const read = new Set(there.filter((path) => isRead(path, layout)).map((path) => `/${path}`));
  const programs = new Set(there.filter((path) => isProgram(path, layout)).map((path) => `/${path}`));
  const behind = pathsBehind(artifacts, layout);
  const effects = new Map<string, FileEffect>();
  const readers = new Map<string, Set<string>>();
  for (const file of files) {
    const unit = unitIn(file, instances, directives);
    if (unit === undefined) continue;
    effects.set(file.path, unit.effect);
    if (unit.running.length === 0) continue;
    const named = unit.settings.flatMap((setting) => filesNamed(setting, layout)).flatMap(behind);
    const run = isOneshot(unit.settings) ? [] : unit.settings.flatMap(programsNamed).flatMap(behind);
    for (const path of [...named.filter((one) => read.has(one)), ...run.filter((one) => programs.has(one))]) {
      const others = readers.get(path) ?? new Set();
      readers.set(path, others);
      for (const one of unit.running) others.add(one);
    }
  }
  for (const { path, content } of files) {
    const container = containerOf(path, layout.descriptions);
    if (container !== undefined) effects.set(path, { restarts: [`${container}.service`], start: imageIn(content) });
  }
  for (const [path, units] of readers) effects.set(path.slice(1), { restarts: [...units].sort(compareBytes) });
  return effects;
}

interface UnitIn {
  readonly effect: FileEffect;
  /** What may run of it. */
  readonly running: readonly string[];
  readonly settings: readonly Counting[];
}

function unitIn(
  file: Pick<FileArtifact, 'path' | 'kind' | 'content'>,
  instances: ReadonlyMap<string, readonly string[]>,
  directives: DirectiveTable,
): UnitIn | undefined {
  const name = file.kind === 'unit' ? unitFileName(file.path) : undefined;
  if (name?.unit === undefined) return undefined;
  const settings = settingsIn(file.content, name, directives);
  const counting = countingAtStart(settings, name.type);
  const own = isTemplate(name.unit) ? (instances.get(name.unit.name) ?? []) : [name.unit.name];
  const running = hasNoEnd(settings) ? own : [];
  // What is added by a drop-in that nothing counts of counts at once.
  const restarts = running.length === 0 || (name.isDropIn && counting.length === 0) ? {} : { restarts: running };
  return { effect: { ...restarts, start: JSON.stringify(counting) }, running, settings };
}

/** Only by links that are read as files are: those of systemd say something else. */
function pathsBehind(artifacts: readonly EffectiveFile[], layout: Layout): (path: string) => readonly string[] {
  const links = artifacts.flatMap((one): (readonly [string, { type: 'symlink'; target: string }])[] => {
    const counts = one.type === 'symlink' && (isRead(one.path, layout) || isProgram(one.path, layout));
    return counts ? [[`/${one.path}`, { type: 'symlink', target: one.target }]] : [];
  });
  if (links.length === 0) return (path) => [path];
  const root = unitRootOf(links);
  return (path) => linkedPaths(root, path);
}

/** Not what prepares a start, as helpers and tmpfiles.d do: it counts at the next one, or is applied by itself. */
function isRead(path: string, layout: Layout): boolean {
  const { units, tmpfiles, sysusers, modules, sysctls } = layout;
  const others = [units, tmpfiles, sysusers, modules, sysctls];
  return !isProgram(path, layout) && !isBelow(path, others);
}

function isProgram(path: string, { bin, helpers }: Layout): boolean {
  return isBelow(path, [bin, helpers]);
}

/** Paths in a setting, with what may stand before and behind a path there; of a bundle its config.json. */
function filesNamed({ key, value }: Counting, { containers, descriptions }: Layout): string[] {
  if (key === 'WorkingDirectory') return [`${value.replace(containers, descriptions)}/config.json`];
  return pathsIn(value);
}

/** What goes on running, with what it is told to run: a shell a script. */
function programsNamed({ key, value }: Counting): string[] {
  return key === 'ExecStart' ? pathsIn(value) : [];
}

function pathsIn(value: string): string[] {
  return [...value.matchAll(/\/[^\s:;,"']*/g)].map(([path]) => path);
}
