import { diagnostic } from '../../core/diagnostic.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** Units that the host has already; a unit of ours with that name would replace them. */
const reserved = new Set(['docker', 'containerd', 'podman', 'crio', 'sshd', 'dbus', 'network', 'systemd']);

export const reservedName: Rule = ({ cluster }, report) => {
  for (const { name, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    if (!reserved.has(name) && !name.startsWith('systemd-')) continue;
    report(
      diagnostic('UC118', {
        message: `a component cannot be named \`${name}\`: the host has a unit of that name`,
        specPath: settingPath(settings.target, ['components', name]).slice(0, 2),
      }),
    );
  }
};
