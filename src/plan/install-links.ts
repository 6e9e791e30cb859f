/** What `systemctl enable` makes of the [Install] sections of a tree's units: systemd.unit(5). */
import { type DirectiveTable, effectiveSettings, parseUnit } from '../codec/unit/index.ts';
import { isTemplate, parseUnitName, type RootEntry, type UnitRoot } from '../systemd/index.ts';

export interface InstallOptions {
  readonly directives: DirectiveTable;
  /** The directory of the tree's units. */
  readonly units: string;
}

export interface Installation {
  /** Units with an [Install] section; of templates none is enabled. */
  readonly units: readonly string[];
  /** By absolute path. */
  readonly links: ReadonlyMap<string, RootEntry>;
}

const suffixes = [
  ['WantedBy', 'wants'],
  ['RequiredBy', 'requires'],
  ['UpheldBy', 'upholds'],
] as const;

export function installationOf(root: UnitRoot, { directives, units: directory }: InstallOptions): Installation {
  const units: string[] = [];
  const links = new Map<string, RootEntry>();
  for (const file of root.list(directory)) {
    const entry = root.entry(`${directory}/${file}`);
    const name = parseUnitName(file);
    if (entry?.type !== 'file' || name === undefined || isTemplate(name)) continue;
    const keys = effectiveSettings([parseUnit(entry.content)], directives, name.type).sections.get('Install');
    if (keys === undefined || keys.size === 0) continue;
    units.push(name.name);
    const named = (key: string): string[] =>
      (keys.get(key)?.values ?? [])
        .flatMap(({ value }) => value.split(/\s+/))
        .filter((word) => parseUnitName(word) !== undefined);
    const link = { type: 'symlink', target: `${directory}/${name.name}` } as const;
    for (const [key, suffix] of suffixes) {
      for (const other of named(key)) links.set(`${directory}/${other}.${suffix}/${name.name}`, link);
    }
    for (const alias of named('Alias')) links.set(`${directory}/${alias}`, link);
  }
  return { units, links };
}
