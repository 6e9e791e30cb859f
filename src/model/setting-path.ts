import { firstSpecPath, type Sourced } from '../core/provenance.ts';
import type { SpecPath } from '../core/spec-path.ts';

/** Where in the spec a setting was written; `fallback` where it is a default. */
export function settingPath(setting: Sourced<unknown>, fallback: SpecPath): SpecPath {
  return firstSpecPath(setting.from) ?? fallback;
}
