/** What counts of a unit, in an order in which systemd reads it with the same effect. */
import type { LoadedUnit, Setting, Settings } from './loaded-unit.ts';
import { comparePaths } from './lookup/compare-paths.ts';
import { sourceText } from './source-text.ts';

export interface EffectiveLine {
  readonly section: string;
  readonly key: string;
  /** Empty for an assignment that clears the key. */
  readonly value: string;
  /** As it is written, over several lines where it is continued. */
  readonly text: string;
  /** The file, or the link of a `.wants`, `.requires` or `.upholds` directory. */
  readonly path: string;
  /** 1-based; undefined for a link. */
  readonly line?: number;
}

/**
 * [Unit] first, the section of the type, [Install], then those of other programs; in a section as the files
 * have it, since some keys count by their order among others.
 */
export function effectiveLines(unit: LoadedUnit): EffectiveLine[] {
  const files = [...(unit.fragment === undefined ? [] : [unit.fragment]), ...unit.dropIns];
  const index = new Map(files.map(({ path }, at) => [path, at]));
  const order = (one: Setting): number => index.get(one.path) ?? 0;
  const settings = [...all(unit.settings), ...all(unit.resets), ...unit.extensions];
  settings.sort((a, b) => order(a) - order(b) || a.assignment.keyRange.start - b.assignment.keyRange.start);
  const lines = settings.map(({ value, path, line, assignment }) => {
    const { section, key } = assignment;
    const document = files[index.get(path) ?? 0]?.document;
    const text = document === undefined ? `${key}=${value}` : sourceText(document, assignment, value);
    return { section, key, value, text, path, line };
  });
  const ranked = [...lines, ...linkLines(unit)].map((line) => ({ line, rank: rankOf(line.section) }));
  ranked.sort((a, b) => a.rank - b.rank || comparePaths(a.line.section, b.line.section));
  return ranked.map(({ line }) => line);
}

function all(settings: Settings): Setting[] {
  return [...settings.values()].flatMap((keys) => [...keys.values()].flat());
}

function linkLines({ links }: LoadedUnit): EffectiveLine[] {
  const of = (key: string, list: LoadedUnit['links']['wants']): EffectiveLine[] =>
    list.map(({ unit, path }) => ({ section: 'Unit', key, value: unit, text: `${key}=${unit}`, path }));
  return [...of('Wants', links.wants), ...of('Requires', links.requires), ...of('Upholds', links.upholds)];
}

function rankOf(section: string): number {
  if (section === 'Unit') return 0;
  if (section === 'Install') return 2;
  return section.startsWith('X-') ? 3 : 1;
}
