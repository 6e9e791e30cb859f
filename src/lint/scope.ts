/** Units that find each other: of a host's system manager, of its users' managers, or of a directory. */
import { compareBytes } from '../core/order.ts';
import {
  isInstance,
  type LoadedUnit,
  loadUnit,
  parseUnitName,
  systemSearchPath,
  templateOf,
  type UnitRoot,
  unitNames,
} from '../systemd/index.ts';
import type { InspectedFile, InspectOptions } from './inspected.ts';
import type { LintRoot } from './root.ts';

export interface ScopedUnit {
  readonly loaded: LoadedUnit;
  /** Its own file first, where there is one, then drop-ins in the order in which systemd reads them. */
  readonly files: readonly InspectedFile[];
}

export interface Scope {
  readonly manager: 'system' | 'user' | 'loose';
  /** Each once, under its main name; sorted by name. */
  readonly units: readonly ScopedUnit[];
  readonly byName: ReadonlyMap<string, ScopedUnit>;
  /** Names of files and aliases, of templates too. */
  readonly names: ReadonlySet<string>;
}

const userSearchPath = ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'].map((path) => `${path}/systemd/user`);

export function scopesOf(
  root: LintRoot,
  unitRoot: UnitRoot,
  files: readonly InspectedFile[],
  options: InspectOptions,
): Scope[] {
  if (root.host) {
    return [
      scopeOf('system', systemSearchPath, unitRoot, files, options),
      scopeOf('user', userSearchPath, unitRoot, files, options),
    ];
  }
  const directories = new Set(files.map(({ at }) => at.split('/').slice(0, 2).join('/')));
  return [...directories].map((directory) => scopeOf('loose', [directory], unitRoot, files, options));
}

function scopeOf(
  manager: Scope['manager'],
  searchPath: readonly string[],
  unitRoot: UnitRoot,
  files: readonly InspectedFile[],
  { directives, systemd }: InspectOptions,
): Scope {
  const byPath = new Map(files.map((file) => [file.at, file]));
  const own = unitNames(unitRoot, searchPath);
  const dropIns = new Map<string, InspectedFile[]>();
  for (const file of files) {
    if (file.is.kind !== 'drop-in' || !searchPath.some((directory) => file.at.startsWith(`${directory}/`))) continue;
    dropIns.set(file.is.unit, [...(dropIns.get(file.is.unit) ?? []), file]);
  }
  const version = systemd === undefined ? {} : { systemd: Number(systemd) };
  const units = new Map<string, ScopedUnit>();
  for (const name of [...new Set([...own, ...dropIns.keys()])].sort(compareBytes)) {
    if (parseUnitName(name) === undefined) continue;
    const loaded = loadUnit(unitRoot, name, { directives, searchPath, ...version });
    const sources = [...(loaded.fragment === undefined ? [] : [loaded.fragment]), ...loaded.dropIns];
    const read = sources.flatMap(({ path }) => byPath.get(path) ?? []);
    // Of a unit that is not there systemd reads no drop-ins.
    if (loaded.loadState === 'not-found') read.push(...(dropIns.get(name) ?? []));
    if (read.length > 0) units.set(loaded.id, { loaded, files: read });
  }
  const all = [...units.values()];
  const byName = new Map(all.flatMap((unit) => unit.loaded.names.map((name): [string, ScopedUnit] => [name, unit])));
  return { manager, units: all, byName, names: new Set(own) };
}

/** Whether a unit of this name is there, itself or as an instance of a template. */
export function provides(names: ReadonlySet<string>, name: string): boolean {
  if (names.has(name)) return true;
  const parsed = parseUnitName(name);
  return parsed !== undefined && isInstance(parsed) && names.has(templateOf(parsed) ?? name);
}
