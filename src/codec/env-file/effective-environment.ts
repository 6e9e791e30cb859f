import { isEnvName } from './env-assignment.ts';
import type { EnvDocument } from './env-document.ts';

/**
 * The variables that systemd takes from these files in this order: a later assignment of the same name
 * wins, in one file and over files. A file that fails to load gives none (behind `EnvironmentFile=-`;
 * without the `-` the unit does not start).
 */
export function effectiveEnvironment(documents: Iterable<EnvDocument>): ReadonlyMap<string, string> {
  const environment = new Map<string, string>();
  for (const document of documents) {
    if (document.problems.some((problem) => problem.loses === 'file')) continue;
    for (const entry of document.entries) {
      if (entry.kind === 'assignment' && isEnvName(entry.name)) environment.set(entry.name, entry.value);
    }
  }
  return environment;
}
