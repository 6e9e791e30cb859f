import { diagnostic } from '../../core/diagnostic.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** Directories whose whole content would change hands, and trees that are not for state. */
const whole = new Set(['/', '/var', '/var/lib', '/var/log', '/home', '/root', '/opt', '/srv', '/mnt', '/media']);
const system = ['/bin', '/boot', '/dev', '/etc', '/lib', '/lib64', '/proc', '/run', '/sbin', '/sys', '/tmp', '/usr'];

export const dataDirectory: Rule = ({ cluster }, report) => {
  for (const { name, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    const dir = settings.dataDir;
    if (dir === undefined) continue;
    const path = dir.value.replace(/\/+$/, '') || '/';
    const inSystem = system.find((root) => path === root || path.startsWith(`${root}/`));
    // tmpfiles.d takes the path of a `Z` line for a pattern.
    if (!whole.has(path) && inSystem === undefined && !/[*?[\]]/.test(path)) continue;
    report(
      diagnostic('UC114', {
        message: `\`${dir.value}\` cannot hold the state of \`${name}\``,
        specPath: settingPath(dir, ['components', name]),
      }),
    );
  }
};

/** An OCI configuration takes numbers: it cannot look names up in the image's /etc/passwd. */
export const numericUser: Rule = ({ cluster }, report) => {
  for (const { name, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    const user = settings.user;
    if (user === undefined || settings.target.value !== 'system-container' || /^\d{1,9}(:\d{1,9})?$/.test(user.value))
      continue;
    report(
      diagnostic('UC116', {
        message: `a system container takes a numeric user, not \`${user.value}\``,
        specPath: settingPath(user, ['components', name]),
      }),
    );
  }
};

/** systemd ignores a `User=` that it cannot read, or refuses the unit (systemd.exec(5), "User="). */
export const accountName: Rule = ({ cluster }, report) => {
  const isAccount = (part: string) => /^([A-Za-z_][A-Za-z0-9_-]{0,30}|\d{1,9})$/.test(part);
  for (const { name, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    const user = settings.user;
    if (user === undefined || settings.target.value !== 'host') continue;
    const parts = user.value.split(':');
    if (parts.length < 3 && parts.every(isAccount)) continue;
    report(
      diagnostic('UC154', {
        message: `\`${user.value}\` is not the name of an account of the host`,
        specPath: settingPath(user, ['components', name]),
      }),
    );
  }
};
