/**
 * Bounds as options of `docker run`: they bind the container, where settings of the unit would bind
 * docker's client. All of them are older than any docker of the host systems (1.11).
 */
import { byDefault, type Sourced, sourced } from '../../core/provenance.ts';
import type { Bounds } from '../../model/bounds.ts';

export interface Option {
  readonly option: string;
  readonly value: Sourced<string>;
}

/** Microseconds: the kernel's own default, and docker's. */
const cpuPeriod = 100_000;

export function boundOptions(bounds: Bounds | undefined): Option[] {
  const { memory, cpus, pids, files } = bounds?.resources ?? {};
  const option = (name: string, { from }: Sourced<unknown>, value: string): Option => ({
    option: name,
    value: { value, from },
  });
  return [
    ...capabilityOptions(bounds?.capabilities),
    // docker's units are powers of 1024, too: docs.docker.com, "Resource constraints".
    ...(memory ? [option('--memory', memory, memory.value.slice(0, -1).toLowerCase())] : []),
    // Not `--cpus`, which came with 1.13 and refuses more processors than the host has.
    ...(cpus
      ? [
          option('--cpu-period', cpus, String(cpuPeriod)),
          option('--cpu-quota', cpus, String((cpus.value * cpuPeriod) / 100)),
        ]
      : []),
    ...(pids ? [option('--pids-limit', pids, String(pids.value))] : []),
    ...(files ? [option('--ulimit', files, `nofile=${files.value}:${files.value}`)] : []),
  ];
}

/** docker before 19.03 takes the names only without `CAP_`. */
function capabilityOptions(capabilities: Sourced<readonly string[]> | undefined): Option[] {
  if (capabilities === undefined) return [];
  const { value, from } = capabilities;
  return [
    { option: '--cap-drop', value: { value: 'ALL', from } },
    ...value.map((name) => ({ option: '--cap-add', value: { value: name.replace(/^CAP_/, ''), from } })),
  ];
}

/** What follows `--security-opt`. Without it docker allows the system calls of its own profile. */
export function securityOptions(bounds: Bounds | undefined): Sourced<string>[] {
  const seccomp = bounds?.seccomp;
  const unconfined = seccomp?.value === 'unconfined' ? [{ value: 'seccomp=unconfined', from: seccomp.from }] : [];
  return [...labelOption(bounds), ...unconfined];
}

/** A container that the host's SELinux does not confine, unless the spec says so. */
function labelOption(bounds: Bounds | undefined): Sourced<string>[] {
  const setting = bounds?.selinux;
  if (setting === undefined) return [sourced('label=disable', byDefault('target docker'))];
  const { value, from } = setting;
  if (value === 'relabel') return [];
  return [{ value: value === 'disable' ? 'label=disable' : `label=type:${value.type}`, from }];
}
