/** Settings that count for a running unit as soon as systemd has read them, without starting it again. */
import type { SettingChange } from './changed-settings.ts';

/** Set up when the unit starts, though they stand in `[Unit]`: the namespace that programs share. */
const unitAtStart: ReadonlySet<string> = new Set(['JoinsNamespaceOf']);

/**
 * What the manager itself acts on later: how to stop and to restart, what to watch, whom to tell. Resource
 * control is written to the control group anew when units are read again (`unit_deserialize()` of
 * `src/core/unit-serialize.c`). What only the next start reads counts then.
 */
const service = new RegExp(
  `^(${[
    'Restart.*',
    'ExecStop|ExecStopPost|ExecReload|ExecCondition',
    'Timeout.*|NotifyAccess',
    'RuntimeMaxSec|RuntimeRandomizedExtraSec|SuccessExitStatus|FileDescriptorStoreMax',
    'Kill(Mode|Signal)|RestartKillSignal|FinalKillSignal|SendSIGHUP|SendSIGKILL|WatchdogSignal',
    'RemainAfterExit|GuessMainPID|OOMPolicy|USBFunction.*',
    'CPU(Weight|Quota|QuotaPeriodSec|Accounting|Shares)|StartupCPU(Weight|Shares)|Allowed(CPUs|MemoryNodes)|StartupAllowed.*',
    'Memory(Min|Low|High|Max|SwapMax|ZSwapMax|Limit|Accounting)|(Startup|Default)Memory.*|Tasks(Max|Accounting)',
    'IO(Weight|Accounting|DeviceWeight|.*Max|DeviceLatencyTargetSec)|StartupIOWeight|BlockIO.*|StartupBlockIO.*',
    'IP(Accounting|AddressAllow|AddressDeny)|ManagedOOM.*|DevicePolicy|DeviceAllow',
  ].join('|')})$`,
);

/** Types whose own section is read anew: timers reckon their next run, paths watch anew, targets and slices have nothing that runs. */
const liveTypes: ReadonlySet<string> = new Set(['timer', 'path', 'target', 'slice']);

export function takesEffectOnReload(type: string, { section, key }: Pick<SettingChange, 'section' | 'key'>): boolean {
  if (section === '' || section === 'Unit') return !unitAtStart.has(key);
  return liveTypes.has(type) || service.test(key);
}
