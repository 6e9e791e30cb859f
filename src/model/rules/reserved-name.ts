import { diagnostic } from '../../core/diagnostic.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { Spec } from '../../spec/schema.ts';
import { serviceNames } from '../service-names.ts';
import type { Rule } from './rule.ts';

/** Units that the host has already; a unit of ours with that name would replace them. */
const reserved = new Set(['docker', 'containerd', 'podman', 'crio', 'sshd', 'dbus', 'network', 'systemd', 'firewalld']);
const reservedToo = ['auditd', 'chronyd', 'cron', 'crond', 'iptables', 'nftables', 'ntpd', 'polkit', 'rsyslog', 'ssh'];

/** Files of /usr/lib/tmpfiles.d, which one of ours with the same name would replace (tmpfiles.d(5)). */
const tmpfiles = new Set(['etc', 'home', 'legacy', 'passwd', 'portables', 'provision', 'tmp', 'var', 'x11']);

/** Names become names of units, and of etcd's programs on the host: `etcd-events` has `etcd-eventsctl`. */
export const reservedName: Rule = ({ spec, cluster, registry }, report) => {
  const seen = new Set<string>();
  for (const { name, kind, section } of cluster.hosts.flatMap((host) => host.instances)) {
    if (seen.has(name)) continue;
    seen.add(name);
    const specPath = section === 'services' ? serviceNames(spec).get(name) : writtenAt(spec, name);
    const what = section === 'services' ? 'service' : 'component';
    if (specPath === undefined) continue;
    const isOfHost = reserved.has(name) || (section === 'services' && reservedToo.includes(name));
    if (section === 'services' && tmpfiles.has(name)) {
      const message = `a service cannot be named \`${name}\`: the host has a file of that name in tmpfiles.d`;
      report(diagnostic('UC118', { message, specPath, specKey: true }));
    } else if (isOfHost || name.startsWith('systemd-')) {
      const message = `a ${what} cannot be named \`${name}\`: the host has a unit of that name`;
      report(diagnostic('UC118', { message, specPath, specKey: true }));
    } else if (registry.get(kind)?.versionOf === 'etcd' && !/^etcd(-|$)/.test(name)) {
      const message = `\`${name}\` would put the program \`${name}ctl\` on the host`;
      const help = `name it \`etcd-${name}\``;
      report(
        diagnostic('UC118', {
          message,
          help,
          why: 'it could stand in for a program of the host',
          specPath,
          specKey: true,
        }),
      );
    }
  }
};

/** The entry that gives a component its name: cluster-wide, of a role, or of a host. */
function writtenAt(spec: Spec, name: string): SpecPath {
  if (Object.hasOwn(spec.components ?? {}, name)) return ['components', name];
  for (const [role, { components }] of Object.entries(spec.roles ?? {})) {
    if (Object.hasOwn(components ?? {}, name)) return ['roles', role, 'components', name];
  }
  for (const [host, { components }] of Object.entries(spec.hosts ?? {})) {
    if (Object.hasOwn(components ?? {}, name)) return ['hosts', host, 'components', name];
  }
  return ['components', name];
}
