/** Whether what a spec says of SELinux and seccomp can be done: by the engine, with these mounts, on this host system. */
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { Instance } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';
import type { Workload } from '../workload.ts';
import type { Rule } from './rule.ts';

export const selinuxSetting: Rule = ({ cluster, registry }, report) => {
  for (const instance of cluster.hosts.flatMap((host) => host.instances)) {
    const { name, section, kind, settings } = instance;
    const { selinux, capabilities, seccomp } = settings.bounds;
    const workload = registry.get(kind)?.workload(cluster, instance);
    const isPrivileged = workload?.privileged === true && settings.target.value === 'docker';
    for (const [key, setting] of Object.entries({ selinux, capabilities, seccomp })) {
      if (setting === undefined || !isPrivileged) continue;
      const message = `\`${key}\` has no effect with \`${name}\`, which is privileged under docker`;
      report(diagnostic('UC153', { message, specPath: settingPath(setting, [section, name]), specKey: true }));
    }
    if (seccomp !== undefined && settings.target.value === 'host') {
      const message = '`seccomp` is nothing that `host` can do';
      const help = 'write `SystemCallFilter` under `unit`';
      report(diagnostic('UC205', { message, help, specPath: settingPath(seccomp, [section, name]) }));
    }
    if (selinux === undefined || isPrivileged) continue;
    const specPath = settingPath(selinux, [section, name]);
    const problem = engineProblem(instance, specPath);
    if (problem !== undefined) report(problem);
    else if (selinux.value === 'relabel' && workload !== undefined) relabelled(workload, specPath).forEach(report);
    if (selinux.value !== 'disable' && cluster.system.selinux === false) {
      const message = `\`${cluster.system.os}\` does not come with SELinux`;
      report(diagnostic('UC204', { message, specPath }));
    }
  }
};

function engineProblem({ settings }: Instance, specPath: SpecPath): Diagnostic | undefined {
  const value = settings.bounds.selinux?.value;
  const target = settings.target.value;
  if (target === 'docker' || typeof value === 'object') return undefined;
  // A system container has no label of its own: what `disable` says already.
  if (target === 'system-container' && value === 'disable') return undefined;
  const message = `\`${value}\` is nothing that \`${target}\` can do`;
  return diagnostic('UC202', { message, help: 'write a type: `{ type: spc_t }`', specPath });
}

/** Trees of the system: programs confined by the host's policy would lose them with their labels. */
const trees = ['/bin', '/boot', '/dev', '/lib', '/lib64', '/proc', '/run', '/sbin', '/sys', '/usr', '/var/run'];
const treesOfServices = ['/etc/pki', '/etc/ssl', '/etc/ssh', '/etc/selinux', '/etc/systemd', '/etc/sysconfig'];
const below = ['/etc/pam.d', '/etc/security', '/var/lib/docker', '/var/lib/containers', '/var/log/journal'];
const alone = [
  ...['/', '/etc', '/home', '/media', '/mnt', '/opt', '/root', '/srv', '/tmp', '/var', '/var/lib', '/var/log'],
  ...['/var/spool', '/var/tmp', '/etc/passwd', '/etc/shadow', '/etc/group', '/etc/gshadow', '/etc/hosts'],
  ...[
    '/etc/resolv.conf',
    '/etc/hostname',
    '/etc/localtime',
    '/etc/machine-id',
    '/etc/os-release',
    '/etc/nsswitch.conf',
  ],
];

function relabelled({ mounts }: Workload, fallback: SpecPath): Diagnostic[] {
  return mounts.flatMap((mount) => {
    const { source } = mount.value;
    const isSystem = [...trees, ...treesOfServices, ...below].some(
      (tree) => source === tree || source.startsWith(`${tree}/`),
    );
    if (!isSystem && !alone.includes(source)) return [];
    const message = `docker would relabel \`${source}\`, which belongs to the system`;
    const help = 'write `selinux: disable`, or mount a directory of its own';
    return [diagnostic('UC202', { message, help, specPath: settingPath(mount, fallback) })];
  });
}
