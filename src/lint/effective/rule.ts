/** Rules that look at a unit with its drop-ins: what one file has, another one may take away. */
import type { Setting } from '../../systemd/index.ts';
import type { PlacedFinding } from '../finding.ts';
import type { Scope, ScopedUnit } from '../scope.ts';

export interface EffectiveContext {
  readonly scope: Scope;
  readonly systemd?: string;
}

/** Of loaded units that have a file of their own: of drop-ins alone nobody knows what they are added to. */
export type EffectiveRule = (unit: ScopedUnit, context: EffectiveContext) => PlacedFinding[];

export function settingsOf({ loaded }: ScopedUnit, section: string, key: string): readonly Setting[] {
  return loaded.settings.get(section)?.get(key) ?? [];
}

export function lastOf(unit: ScopedUnit, section: string, key: string): Setting | undefined {
  return settingsOf(unit, section, key).at(-1);
}

/** Where reports show the file of a setting. */
export function pathOf({ files }: ScopedUnit, at: string): string {
  return files.find((file) => file.at === at)?.path ?? files[0]?.path ?? '';
}
