/** Bounds of a program of the host as settings of its unit, by the age of the host's systemd. */
import type { Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Workload } from '../../model/workload.ts';
import type { View } from '../../template/view.ts';
import type { TargetContext } from '../target.ts';

/** Tags of units/_partials/host.mustache; `openFiles` only where the spec bounds it. */
export function boundsView({ bounds, user }: Workload, { system }: TargetContext): View {
  const { memory, cpus, pids, files } = bounds?.resources ?? {};
  const capabilities = bounds?.capabilities;
  const set = mapped(capabilities, (names) => names.join(' '));
  const isRoot = user === undefined || /^(root|0)(:|$)/.test(user.value);
  const selinux = bounds?.selinux;
  const type = typeof selinux?.value === 'object' ? selinux.value.type : undefined;
  // Powers of 1024 without the `i`: systemd.resource-control(5).
  const limit = mapped(memory, (text) => text.slice(0, -1));
  const isUnified = atLeast(system.systemd, '231');
  return {
    bounding: set,
    // Without them only root's programs have what the bounding set leaves (systemd 229).
    ambient: isRoot || capabilities?.value.length === 0 || !atLeast(system.systemd, '229') ? [] : set,
    memoryMax: isUnified ? limit : [],
    memoryLimit: isUnified ? [] : limit,
    cpuQuota: mapped(cpus, (hundredths) => `${hundredths}%`),
    // Refused by a rule before 227.
    tasksMax: atLeast(system.systemd, '227') ? mapped(pids, String) : [],
    ...(files && { openFiles: mapped(files, String) }),
    selinuxContext:
      selinux && type !== undefined ? [{ value: `system_u:system_r:${type}:s0`, from: selinux.from }] : [],
  };
}

function mapped<T>(setting: Sourced<T> | undefined, text: (value: T) => string): Sourced<string>[] {
  return setting === undefined ? [] : [{ value: text(setting.value), from: setting.from }];
}
