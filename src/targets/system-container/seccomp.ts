/** linux.seccomp of config.json: docker's default profile, for the capabilities and the machine of the workload. */
import type { Architecture } from '../../model/host-system.ts';
import type { Workload } from '../../model/workload.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { SeccompRule } from './seccomp-rule.ts';
import { seccompTable } from './seccomp-table.ts';

/** The machine's own: programs for another one, as of 32 bits, are killed. */
const machines: Readonly<Record<Architecture, string>> = {
  amd64: 'SCMP_ARCH_X86_64',
  arm64: 'SCMP_ARCH_AARCH64',
  arm: 'SCMP_ARCH_ARM',
  ppc64le: 'SCMP_ARCH_PPC64LE',
  s390x: 'SCMP_ARCH_S390X',
};

/** Undefined where the spec says `seccomp: unconfined`. */
export function seccompProfile(workload: Workload) {
  const { bounds, architecture } = workload;
  if (bounds?.seccomp?.value === 'unconfined') return undefined;
  const machine = architecture?.value ?? 'amd64';
  const has = new Set(capabilitiesOf(workload));
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    architectures: [machines[machine]],
    syscalls: seccompTable.filter((rule) => applies(rule, has, machine)).map(asJson),
  };
}

function applies(rule: SeccompRule, has: ReadonlySet<string>, machine: Architecture): boolean {
  const { capability, without, architectures, notOn } = rule;
  return (
    (capability === undefined || has.has(capability)) &&
    (without === undefined || !has.has(without)) &&
    (architectures === undefined || architectures.includes(machine)) &&
    notOn?.includes(machine) !== true
  );
}

function asJson({ names, errno, args }: SeccompRule) {
  return {
    names: names.split(' '),
    action: errno === undefined ? 'SCMP_ACT_ALLOW' : 'SCMP_ACT_ERRNO',
    ...(errno !== undefined && { errnoRet: errno }),
    ...(args && { args: args.map((arg) => ({ ...arg })) }),
  };
}
