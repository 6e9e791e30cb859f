/** What happens on each host when the change is applied, decided as a plan and the script on the host do. */
import { unitChanges } from '../plan/unit-changes.ts';
import { ContentHashes } from './content-hashes.ts';
import { hostNames } from './folded-changes.ts';
import { type Compared, changesByHost, fileChangesOf, unitDirectories } from './host-changes.ts';
import { HostEffects } from './host-effects.ts';
import type { FileReview, HostReview } from './model.ts';
import type { ReviewOptions } from './options.ts';
import type { Side } from './side.ts';
import { UnitOutcomes } from './unit-outcomes.ts';
import { type UnitConsequence, unitConsequences } from './unit-reviews.ts';

interface Outcome {
  readonly daemonReload: boolean;
  readonly units: readonly UnitConsequence[];
}

/** Of both sides, bytewise by name. */
export function consequences(
  before: Side,
  after: Side,
  changes: readonly FileReview[],
  options: ReviewOptions,
): HostReview[] {
  const byHost = changesByHost(changes);
  const outcomes = new Outcomes(options);
  return hostNames(before, after).map((name): HostReview => {
    const own = byHost.get(name) ?? [];
    const [old, now] = [before.hosts.get(name), after.hosts.get(name)];
    const kind = old === undefined ? 'added' : now === undefined ? 'removed' : own.length > 0 ? 'changed' : 'same';
    // Nobody applies anything on a host that is left out.
    if (kind === 'removed' || kind === 'same') return { name, kind, daemonReload: false, units: [] };
    const { daemonReload, units } = outcomes.of(own, { ...(old && { before: old }), ...(now && { after: now }) });
    const ids = idsByPath(own);
    const reviewed = units.map(({ paths, unit, action, because }) => {
      const causes = [...new Set(paths.flatMap((path) => ids.get(path) ?? []))].sort((a, b) => a - b);
      return { unit, action, changes: causes, ...(because && { because }) };
    });
    return { name, kind, daemonReload, units: reviewed };
  });
}

function idsByPath(changes: readonly FileReview[]): Map<string, number> {
  const ids = new Map<string, number>();
  for (const { id, path, from } of changes) {
    ids.set(path, id);
    if (from !== undefined) ids.set(from, id);
  }
  return ids;
}

/** What of a change is about units, and what follows from it. */
class Outcomes {
  readonly #effects: HostEffects;
  readonly #units: UnitOutcomes;

  constructor(options: ReviewOptions) {
    const hashes = new ContentHashes();
    this.#effects = new HostEffects(options.directives, hashes);
    this.#units = new UnitOutcomes(options, hashes);
  }

  of(changes: readonly FileReview[], hosts: Compared): Outcome {
    const effects = { before: this.#effects.of(hosts.before), after: this.#effects.of(hosts.after) };
    const files = fileChangesOf(changes, hosts, effects);
    const directories = unitDirectories([hosts.before, hosts.after].flatMap((host) => host ?? []));
    const { units, jobs } = this.#units.of(unitChanges(files, directories), hosts);
    return { daemonReload: units.daemonReload, units: unitConsequences({ changes: files, units, jobs, directories }) };
  }
}
