import type { SpecPath } from '../../core/spec-path.ts';
import type { Instance } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';

/** A flag that a spec sets on an instance, and where. */
export interface SpecFlag {
  readonly name: string;
  readonly path: SpecPath;
  /** Whether the key at `path` is the name, and not the value. */
  readonly isKey: boolean;
}

/** `--name=value` or `-name=value`: the word names a flag whatever stands around it. */
const assigned = /^--?([A-Za-z0-9][A-Za-z0-9._-]*)=/;

/** Of `flags` all that are not null, then of `args` those that are a name and a value in one. */
export function specFlags({ name: instance, settings }: Instance): SpecFlag[] {
  const fallback = ['components', instance];
  const found: SpecFlag[] = [];
  for (const [name, flag] of settings.flags) {
    if (flag.value !== null) found.push({ name, path: settingPath(flag, fallback), isKey: true });
  }
  for (const argument of settings.args) {
    const path = settingPath(argument, fallback);
    const { value } = argument;
    if (typeof value !== 'string') found.push({ name: value.name, path: [...path, 'name'], isKey: false });
    else {
      const name = assigned.exec(value)?.[1];
      if (name !== undefined) found.push({ name, path, isKey: false });
    }
  }
  return found;
}
