/** Units that systemd refuses to load as a whole: the `…_verify()` functions of src/core, as of 252 or an older one. */
import { failureModeRules } from './failure-mode.ts';
import { refuseAutomount, refuseMount, refuseSwap } from './mounts.ts';
import { firstRefusal, type Refusal, type RefusalRule, SectionSettings, type Values } from './refusal.ts';
import { serviceRules } from './service.ts';
import { refuseSlice } from './slice.ts';
import { socketRules } from './socket.ts';
import { pathRules, timerRules } from './trigger.ts';

export type { Refusal, Values } from './refusal.ts';

const rulesOf: Readonly<Record<string, readonly RefusalRule[]>> = {
  service: serviceRules,
  socket: socketRules,
  timer: timerRules,
  path: pathRules,
};

type Refuse = (names: readonly [string, ...string[]], values: Values) => Refusal | undefined;

/** Types whose names take part. */
const refusers: Readonly<Record<string, Refuse>> = {
  mount: refuseMount,
  automount: refuseAutomount,
  swap: refuseSwap,
  slice: ([name]) => refuseSlice(name),
};

/**
 * The first reason for which systemd does not load a unit whose files it could read. `names` are all names
 * of the unit, its own first. `values` gives what counts of the unit with its drop-ins, with specifiers
 * expanded where they are known; what still holds one is not judged by what it says. `systemd` is the release that
 * loads it; the newest unless told.
 */
export function refusalOf(
  names: readonly [string, ...string[]],
  values: Values,
  systemd?: number,
): Refusal | undefined {
  const type = names[0].slice(names[0].lastIndexOf('.') + 1);
  const settings = new SectionSettings(`${type.slice(0, 1).toUpperCase()}${type.slice(1)}`, values);
  return (
    refusers[type]?.(names, values) ??
    firstRefusal(
      (rulesOf[type] ?? []).filter(({ before }) => before === undefined || (systemd !== undefined && systemd < before)),
      settings,
    ) ??
    firstRefusal(failureModeRules, new SectionSettings('Unit', values))
  );
}
