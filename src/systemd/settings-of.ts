/** What counts of a unit, with the files that it stands in. */
import type { EffectiveSettings, EffectiveValue } from '../codec/unit/index.ts';
import type { LoadedUnit, Setting, SourceFile } from './loaded-unit.ts';

/** `files` in the order of the documents that `effective` is about. */
export function settingsOf(
  effective: EffectiveSettings,
  files: readonly SourceFile[],
): Pick<LoadedUnit, 'settings' | 'resets' | 'extensions'> {
  const settings = new Map<string, Map<string, Setting[]>>();
  const resets = new Map<string, Map<string, Setting[]>>();
  const settingOf = ({ value, assignment, document }: EffectiveValue): Setting => {
    return { value, path: files[document]?.path ?? '', line: assignment.keyAt.line, assignment };
  };
  for (const [section, keys] of effective.sections) {
    for (const [key, { values, reset }] of keys) {
      put(settings, section, key, values.map(settingOf));
      put(resets, section, key, reset === undefined ? [] : [settingOf(reset)]);
    }
  }
  return { settings, resets, extensions: effective.extensions.map(settingOf) };
}

function put(into: Map<string, Map<string, Setting[]>>, section: string, key: string, values: Setting[]): void {
  if (values.length === 0) return;
  const keys = into.get(section) ?? new Map<string, Setting[]>();
  into.set(section, keys.set(key, values));
}
