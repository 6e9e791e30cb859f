/** What the templates of units have to know of the age of a host's systemd (its NEWS). */
import { atLeast } from '../core/version.ts';
import type { HostSystem } from '../model/host-system.ts';

/** Before 230 the setting was `StartLimitInterval=` in [Service]. */
export function hasOldStartLimit({ systemd }: HostSystem): boolean {
  return !atLeast(systemd, '230');
}

/** `RandomizedDelaySec=` of timers came with 229. */
export function delaysTimers({ systemd }: HostSystem): boolean {
  return atLeast(systemd, '229');
}

/** Before 244 `Restart=` of a oneshot service is refused. */
export function restartsOneshots({ systemd }: HostSystem): boolean {
  return atLeast(systemd, '244');
}
