import type { SpecPath } from '../../core/spec-path.ts';
import type { Instance } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';

/** What a spec makes of a flag: `text` is null where it takes the default away. */
export interface Told {
  readonly flag: string;
  readonly text: string | null;
  readonly path: SpecPath;
}

/**
 * Of several names of one flag, the last that the program reads: arguments stand behind the flags. Undefined where
 * the spec leaves the flag alone.
 */
export function toldOf({ section, name, settings }: Instance, names: readonly string[]): Told | undefined {
  const fallback = [section, name];
  let told: Told | undefined;
  for (const [flag, setting] of settings.flags) {
    if (!names.includes(plain(flag))) continue;
    const { value } = setting;
    const text = value === null ? null : Array.isArray(value) ? value.join(',') : String(value);
    told = { flag, text, path: settingPath(setting, fallback) };
  }
  for (const [index, argument] of settings.args.entries()) {
    const { value } = argument;
    const path = settingPath(argument, fallback);
    const [, flag = '', text] =
      typeof value === 'string'
        ? (/^--?([A-Za-z0-9][\w.-]*)(?:=(.*))?$/s.exec(value) ?? [])
        : ['', value.name, String(value.value)];
    if (!names.includes(plain(flag))) continue;
    const next = settings.args[index + 1]?.value;
    if (text !== undefined) told = { flag, text, path };
    else if (typeof next === 'string' && !next.startsWith('-')) told = { flag, text: next, path };
  }
  return told;
}

/** Kubernetes takes `_` for `-` in names of flags. */
function plain(flag: string): string {
  return flag.replaceAll('_', '-');
}
