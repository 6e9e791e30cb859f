/** Names of units in the values of dependencies. */
import { splitWords, type Word } from '../../codec/unit/index.ts';
import type { Setting } from '../../systemd/index.ts';
import type { ScopedUnit } from '../scope.ts';
import { settingsOf } from './rule.ts';

export interface NamedUnit extends Word {
  readonly setting: Setting;
}

/** Without those that hold specifiers, which only a running systemd knows. */
export function namesOf(unit: ScopedUnit, section: string, keys: readonly string[]): NamedUnit[] {
  return keys.flatMap((key) =>
    settingsOf(unit, section, key).flatMap((setting) =>
      splitWords(setting.value, section === 'Install' ? 'unquote+retain-escape' : 'retain-escape')
        .words.filter(({ text }) => !text.includes('%'))
        .map((word) => ({ ...word, setting })),
    ),
  );
}
