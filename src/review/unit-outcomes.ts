/** What follows for units of what is asked for on a host; hosts that are the same to systemd are looked at once. */
import { compareBytes } from '../core/order.ts';
import { sha256 } from '../core/sha256.ts';
import { hostUnits } from '../plan/host-units.ts';
import type { UnitChanges } from '../plan/unit-changes.ts';
import { type UnitJobs, unitJobs } from '../plan/unit-jobs.ts';
import type { UnitGraph } from '../systemd/index.ts';
import type { ContentHashes } from './content-hashes.ts';
import type { Compared } from './host-changes.ts';
import { HostReading } from './host-reading.ts';
import type { ReviewOptions } from './options.ts';

export interface UnitOutcome {
  /** As they are once it is known what other directories have. */
  readonly units: UnitChanges;
  readonly jobs: UnitJobs;
}

const noJobs: UnitJobs = { restart: [], jobs: [], followed: [], stopped: new Set(), started: new Set() };

export class UnitOutcomes {
  readonly #options: ReviewOptions;
  readonly #reading: HostReading;
  readonly #known = new Map<string, UnitOutcome>();

  constructor(options: ReviewOptions, hashes: ContentHashes) {
    this.#options = options;
    this.#reading = new HostReading(options, hashes);
  }

  of(asked: UnitChanges, hosts: Compared): UnitOutcome {
    const { disable, restart, enable, daemonReload, reenable } = asked;
    if ([disable, restart, enable].every((units) => units.length === 0)) return { units: asked, jobs: noJobs };
    const { before, after } = hosts;
    const directory = (after ?? before)?.layout.units ?? '';
    const sides = [before, after].map((host) => host && [this.#reading.keyOf(host), host.manifest !== undefined]);
    const key = sha256(JSON.stringify([sides, directory, disable, restart, enable]));
    const known = this.#known.get(key) ?? this.#outcome(asked, hosts, directory);
    this.#known.set(key, known);
    return { units: { ...known.units, daemonReload, reenable }, jobs: known.jobs };
  }

  #outcome(asked: UnitChanges, { before, after }: Compared, units: string): UnitOutcome {
    const { directives, systemd } = this.#options;
    const host = hostUnits(this.#reading.rootOf(before), this.#reading.rootOf(after), { directives, systemd, units });
    const isOurs = [before, after].every((one) => one === undefined || one.manifest !== undefined);
    const settled = isOurs ? asked : asShadowed(asked, host.before, host.after);
    return { units: settled, jobs: unitJobs(settled, host) };
  }
}

/** On a host, what goes from one directory may be left in another, and what comes may have been there. */
function asShadowed(units: UnitChanges, before: UnitGraph, after: UnitGraph): UnitChanges {
  const isIn = (graph: UnitGraph, unit: string): boolean => graph.unit(unit)?.loadState === 'loaded';
  const stays = (unit: string): boolean => isIn(before, unit) && isIn(after, unit);
  const shadowed = [...units.disable, ...units.enable].filter(stays);
  return {
    ...units,
    disable: units.disable.filter((unit) => !stays(unit)),
    enable: units.enable.filter((unit) => !stays(unit)),
    restart: [...new Set([...units.restart, ...shadowed])].sort(compareBytes),
  };
}
