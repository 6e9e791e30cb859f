/** The effective unit for people and for programs. */
import { effectiveLines, effectiveText, type LoadedUnit } from '../systemd/index.ts';
import { palette, type Style } from './style.ts';
import { visible } from './visible.ts';

export interface EffectiveUnitOptions {
  readonly style: Style;
  /** For a terminal: what it would obey is shown by number. The result is no exact unit then. */
  readonly harmless?: boolean;
}

export function printEffectiveUnit(unit: LoadedUnit, { style, harmless }: EffectiveUnitOptions): string {
  const { frame, strong } = palette(style);
  return effectiveText(unit).replace(/^.+$/gm, (line) => {
    const shown = harmless === true ? visible(line) : line;
    return line.startsWith('#') ? frame(shown) : line.startsWith('[') ? strong(shown) : shown;
  });
}

/** What `unitc cat --format json` prints, behind its version. */
export function effectiveUnitData(unit: LoadedUnit): object {
  const { name, id, names, type, instance, loadState, reason, fragment, dropIns, hidden, links } = unit;
  return {
    name,
    id,
    names,
    type,
    instance,
    loadState,
    reason,
    fragment: fragment?.path,
    dropIns: dropIns.map(({ path }) => path),
    hidden,
    links,
    sections: sectionsOf(unit),
  };
}

interface Section {
  readonly name: string;
  readonly entries: { readonly key: string; readonly value: string; readonly path: string; readonly line?: number }[];
}

function sectionsOf(unit: LoadedUnit): Section[] {
  const sections: Section[] = [];
  for (const { section, key, value, path, line } of effectiveLines(unit)) {
    if (sections.at(-1)?.name !== section) sections.push({ name: section, entries: [] });
    sections.at(-1)?.entries.push({ key, value, path, ...(line === undefined ? {} : { line }) });
  }
  return sections;
}
