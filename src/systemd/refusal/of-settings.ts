import { type EffectiveSettings, expandKnown, type SpecifierTable } from '../../codec/unit/index.ts';
import { refusalOf } from './index.ts';
import type { Refusal } from './refusal.ts';

/** refusalOf() what counts of a unit. `specifiers` are those that are known, `systemd` the release as there. */
export function refusalOfSettings(
  names: readonly [string, ...string[]],
  settings: EffectiveSettings,
  specifiers: SpecifierTable,
  systemd: number | undefined,
): Refusal | undefined {
  const values = (section: string, key: string): readonly string[] => {
    const setting = settings.sections.get(section)?.get(key);
    if (setting === undefined) return [];
    const expands = setting.directive.specifiers !== undefined && setting.directive.type !== 'commandLine';
    return setting.values.map(({ value }) => (expands ? expandKnown(value, specifiers) : value));
  };
  return refusalOf(names, values, systemd);
}
