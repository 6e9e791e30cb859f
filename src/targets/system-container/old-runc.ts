/**
 * runc before 1.0.0-rc3 reads an older config.json: one list of capabilities, one name for each rule of seccomp, and the
 * platform, which it compares with the machine that it runs on. It refuses the newer form, and newer ones refuse this
 * (opencontainers/runc issues 1471, 1512).
 */
import type { JsonValue } from '../../codec/json/index.ts';
import { compareVersions } from '../../core/version.ts';
import type { HostSystem } from '../../model/host-system.ts';
import type { Workload } from '../../model/workload.ts';
import { capabilitiesOf } from './capabilities.ts';
import { seccompProfile } from './seccomp.ts';

interface Configuration {
  readonly [key: string]: JsonValue;
  readonly process: { readonly [key: string]: JsonValue };
  readonly linux: { readonly [key: string]: JsonValue };
}

export function forRunc(configuration: Configuration, workload: Workload, { runcVersion }: HostSystem): JsonValue {
  if (runcVersion === undefined || !isOld(runcVersion)) return { ...configuration };
  const { process, linux, ...rest } = configuration;
  return {
    ...rest,
    ociVersion: '1.0.0-rc2',
    platform: { os: 'linux', arch: workload.architecture?.value ?? 'amd64' },
    linux: { ...linux, ...oldSeccomp(workload) },
    process: { ...process, capabilities: [...capabilitiesOf(workload)] },
  };
}

/** Without what is refused as everything else is, by another number, which it does not know. */
function oldSeccomp(workload: Workload): { [key: string]: JsonValue } {
  const profile = seccompProfile(workload);
  if (profile === undefined) return {};
  const { syscalls, ...rest } = profile;
  const named = syscalls.flatMap(({ names, errnoRet, ...rule }) =>
    errnoRet === undefined ? names.map((name) => ({ name, ...rule })) : [],
  );
  return { seccomp: { ...rest, syscalls: named } };
}

export function isOld(version: string): boolean {
  const difference = compareVersions(version, '1.0.0');
  const candidate = /^[^-+]*-rc\.?(\d+)/.exec(version)?.[1];
  return difference < 0 || (difference === 0 && candidate !== undefined && Number(candidate) < 3);
}
