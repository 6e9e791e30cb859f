/** What a spec says of capabilities and resources, against what the host has and the engine takes. */
import { diagnostic, type Report } from '../../core/diagnostic.ts';
import { nearest } from '../../core/nearest.ts';
import { atLeast } from '../../core/version.ts';
import { memoryBytes, type Resources } from '../bounds.ts';
import type { Cluster, Instance } from '../cluster.ts';
import type { HostSystem } from '../host-system.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** All of capabilities(7), in the kernel's order. */
const capabilities = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
  'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
  'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
)
  .split(' ')
  .map((name) => `CAP_${name}`);

/** Linux that brought it, and the systemd of its time: of a host's kernel nothing else is known. */
const late: Readonly<Record<string, { readonly linux: string; readonly systemd: string }>> = {
  CAP_AUDIT_READ: { linux: '3.16', systemd: '220' },
  CAP_PERFMON: { linux: '5.8', systemd: '246' },
  CAP_BPF: { linux: '5.8', systemd: '246' },
  CAP_CHECKPOINT_RESTORE: { linux: '5.9', systemd: '247' },
};

function instances(cluster: Cluster): Instance[] {
  return cluster.hosts.flatMap((host) => host.instances);
}

export const capabilityNames: Rule = ({ cluster }, report) => {
  for (const { name, section, settings } of instances(cluster)) {
    const list = settings.bounds.capabilities;
    if (list === undefined) continue;
    const path = settingPath(list, [section, name]);
    for (const [index, capability] of list.value.entries()) {
      const problem = capabilityProblem(capability, list.value.indexOf(capability) < index, cluster.system);
      if (problem !== undefined) report(diagnostic('UC200', { ...problem, specPath: [...path, index] }));
    }
    const { user, target } = settings;
    const isRoot = user === undefined || /^(root|0)(:|$)/.test(user.value);
    if (target.value !== 'host' || isRoot || list.value.length === 0 || atLeast(cluster.system.systemd, '229'))
      continue;
    report(
      diagnostic('UC200', {
        message: `systemd ${cluster.system.systemd} cannot give capabilities to the user \`${user.value}\``,
        help: 'run it as root: `user: root`, with these capabilities alone, or in a container',
        specPath: path,
        specKey: true,
      }),
    );
  }
};

function capabilityProblem(capability: string, isRepeated: boolean, { os, systemd }: HostSystem) {
  const since = late[capability];
  if (isRepeated) return { message: `\`${capability}\` is given twice`, help: 'take one of the two away' };
  if (!capabilities.includes(capability)) {
    const near = nearest(capability, capabilities);
    const help = near === undefined ? {} : { help: `did you mean \`${near}\`?` };
    return { message: `the kernel has no capability \`${capability}\``, ...help };
  }
  if (since === undefined || atLeast(systemd, since.systemd)) return undefined;
  return {
    message: `\`${capability}\` came with Linux ${since.linux}, and \`${os}\` with systemd ${systemd} is older`,
    help: 'leave it out, or correct `host.systemd`',
  };
}

/** docker refuses less (6 MiB since 20.10), and no program of today starts in it. */
const leastMemory = '6Mi';

export const resourceValues: Rule = ({ cluster }, report) => {
  for (const { name, section, settings } of instances(cluster)) {
    const { memory, cpus, pids } = settings.bounds.resources;
    const refuse = (setting: Resources[keyof Resources], message: string, help: string) =>
      setting && report(diagnostic('UC201', { message, help, specPath: settingPath(setting, [section, name]) }));
    if (memory && memoryBytes(memory.value) < memoryBytes(leastMemory))
      refuse(memory, `\`${memory.value}\` of memory is less than any engine takes`, `write \`${leastMemory}\` or more`);
    if (memory && memoryBytes(memory.value) > Number.MAX_SAFE_INTEGER)
      refuse(memory, `\`${memory.value}\` of memory is more than a number holds`, 'write less, or leave `memory` out');
    if (cpus?.value === 0) refuse(cpus, 'no processor is left to run on', 'write "0.01" or more');
    if (cpus && cpus.value > 819_200)
      refuse(cpus, 'Linux has at most 8192 processors', 'write less, or leave `cpus` out');
    if (pids && settings.target.value === 'host' && !atLeast(cluster.system.systemd, '227')) {
      const message = `systemd ${cluster.system.systemd} has no bound for \`pids\`: \`TasksMax\` came with 227`;
      refuse(pids, message, 'leave `pids` out');
    }
  }
};

const inUnit =
  /^(Memory(Max|High|Low|Min|Limit|SwapMax)|CPU(Quota|Shares|Weight)|TasksMax|Limit[A-Z]+|(CapabilityBoundingSet|AmbientCapabilities)|SELinuxContext|User|Group)$/;

/** Under an engine the unit's own process is the engine's client. */
export const boundsOfClient: Rule = ({ cluster }, report: Report) => {
  for (const { settings } of instances(cluster)) {
    const target = settings.target.value;
    if (target === 'host') continue;
    for (const { section, key, value, path } of settings.unit) {
      if (section !== 'Service' || !inUnit.test(key) || value.value === '') continue;
      const message = `\`${key}\` binds the client of the container, not the program in it`;
      report(diagnostic('UC203', { message, help: `write ${counterpart(key)} of the component`, specPath: path }));
    }
  }
};

function counterpart(key: string): string {
  if (/^(User|Group)$/.test(key)) return '`user`';
  if (/Capabilit/.test(key)) return '`capabilities`';
  return key === 'SELinuxContext' ? '`selinux`' : '`resources`';
}
