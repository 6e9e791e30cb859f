/**
 * What a flag is at a version of its program. The tables have holes, and they are told: only what is
 * certain is `unknown`, `removed` or `not-yet`; what may be either way is `unproven`.
 */
import { atLeast } from '../../core/version.ts';
import type { FlagRow, FlagTable } from './flag-row.ts';
import { nearestFlag } from './nearest-flag.ts';

/** Why nobody can tell: `version` is the release that settles it, where there is one. */
export type Unproven =
  | { readonly because: 'maybe-later'; readonly version?: string }
  | { readonly because: 'maybe-removed'; readonly version?: string }
  | { readonly because: 'patch-unknown'; readonly version: string }
  | { readonly because: 'last-seen'; readonly version: string }
  | { readonly because: 'before-lists' | 'beyond-lists'; readonly version: string }
  | { readonly because: 'doubtful' | 'unlisted' };

export type FlagState =
  /** `required`: the program does not start without it. */
  | { readonly kind: 'known'; readonly row: FlagRow; readonly required: boolean }
  /** `since`: of the deprecation. `lastSeen`: newer releases may have dropped it. */
  | { readonly kind: 'deprecated'; readonly row: FlagRow; readonly since: string; readonly lastSeen?: string }
  | { readonly kind: 'no-effect'; readonly row: FlagRow; readonly since: string }
  | { readonly kind: 'removed'; readonly row: FlagRow; readonly since: string }
  /** `since`: the release that brings it, a patch release where it came with one. */
  | { readonly kind: 'not-yet'; readonly row: FlagRow; readonly since: string }
  | { readonly kind: 'unknown'; readonly nearest?: string }
  | { readonly kind: 'unproven'; readonly why: Unproven; readonly row?: FlagRow };

/** Of several lives of a name the first of these kinds counts. */
const order = ['known', 'deprecated', 'no-effect', 'unproven', 'removed', 'not-yet', 'unknown'];

export function flagState(table: FlagTable, name: string, version: string): FlagState {
  const canonical = table.canonical(name);
  const states = (table.rows.get(canonical) ?? []).map((row) => rowState(row, version));
  const [best] = states.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  if (best !== undefined) return best;
  if (table.unlisted.has(canonical)) return unproven({ because: 'unlisted' });
  if (!atLeast(version, table.first)) return unproven({ because: 'before-lists', version: table.first });
  if (!atLeast(table.last, minorOf(version))) return unproven({ because: 'beyond-lists', version: table.last });
  const nearest = nearestFlag(table, canonical, (row) => isTaken(rowState(row, version)));
  return { kind: 'unknown', ...(nearest !== undefined && { nearest }) };
}

/** Whether the program surely takes the flag and acts on it. */
export function isTaken(state: FlagState): boolean {
  return state.kind === 'known' || state.kind === 'deprecated';
}

export function rowState(row: FlagRow, version: string): FlagState {
  if (row.doubtful) return unproven({ because: 'doubtful' }, row);
  return beginning(row, version) ?? end(row, version) ?? whileTaken(row, version);
}

function unproven(why: Unproven, row?: FlagRow): FlagState {
  return { kind: 'unproven', why, ...(row && { row }) };
}

function beginning(row: FlagRow, version: string): FlagState | undefined {
  const { maybe, surely } = row.since ?? {};
  if (surely !== undefined && !atLeast(version, surely)) {
    if (maybe !== undefined && !atLeast(version, maybe)) return { kind: 'not-yet', row, since: surely };
    return unproven({ because: 'maybe-later', version: surely }, row);
  }
  const minor = minorOf(version);
  const patch = Object.hasOwn(row.patches, minor) ? row.patches[minor] : undefined;
  if (patch === undefined || atLeast(version, patch)) return undefined;
  // `3.4` alone is any 3.4.
  if (!hasPatch(version)) return unproven({ because: 'patch-unknown', version: patch }, row);
  return { kind: 'not-yet', row, since: patch };
}

function end(row: FlagRow, version: string): FlagState | undefined {
  const { maybe, surely } = row.removed ?? {};
  if (surely !== undefined && atLeast(version, surely)) return { kind: 'removed', row, since: maybe ?? surely };
  if (maybe === undefined || !atLeast(version, maybe)) return undefined;
  return unproven({ because: 'maybe-removed', ...(surely !== undefined && { version: surely }) }, row);
}

function whileTaken(row: FlagRow, version: string): FlagState {
  const { deprecated, undeprecated, noEffect, seen, required } = row;
  if (noEffect !== undefined && atLeast(version, noEffect)) return { kind: 'no-effect', row, since: noEffect };
  const lastSeen =
    seen !== undefined && row.removed === undefined && !atLeast(seen, minorOf(version)) ? seen : undefined;
  const isDeprecated = deprecated !== undefined && atLeast(version, deprecated);
  if (isDeprecated && (undeprecated === undefined || !atLeast(version, undeprecated))) {
    return { kind: 'deprecated', row, since: deprecated, ...(lastSeen !== undefined && { lastSeen }) };
  }
  if (lastSeen !== undefined) return unproven({ because: 'last-seen', version: lastSeen }, row);
  return { kind: 'known', row, required: required !== undefined && atLeast(version, required) };
}

/** `1.5` of `v1.5.2`. */
function minorOf(version: string): string {
  return /^v?(\d+(?:\.\d+)?)/.exec(version)?.[1] ?? version;
}

function hasPatch(version: string): boolean {
  return /^v?\d+\.\d+\.\d/.test(version);
}
