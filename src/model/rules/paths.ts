import { diagnostic } from '../../core/diagnostic.ts';
import type { Sourced } from '../../core/provenance.ts';
import { settingPath } from '../setting-path.ts';
import type { Settings } from '../settings.ts';
import type { Rule } from './rule.ts';

/** Directories whose whole content would change hands, and trees that are not for state. */
const whole = new Set(['/', '/var', '/var/lib', '/var/log', '/home', '/root', '/opt', '/srv', '/mnt', '/media']);
const system = ['/bin', '/boot', '/dev', '/etc', '/lib', '/lib64', '/proc', '/run', '/sbin', '/sys', '/tmp', '/usr'];

export const dataDirectory: Rule = ({ cluster }, report) => {
  for (const { name, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    for (const [what, dir] of directories(settings)) {
      const path = dir.value.replace(/\/+$/, '') || '/';
      const inSystem = system.find((root) => path === root || path.startsWith(`${root}/`));
      // tmpfiles.d takes the path of a `Z` line for a pattern.
      if (!whole.has(path) && inSystem === undefined && !/[*?[\]]/.test(path)) continue;
      const message = `\`${dir.value}\` cannot hold the ${what} of \`${name}\``;
      report(diagnostic('UC114', { message, specPath: settingPath(dir, ['components', name]) }));
    }
  }
};

function directories({ dataDir, snapshots }: Settings): [what: 'state' | 'snapshots', dir: Sourced<string>][] {
  const found: [what: 'state' | 'snapshots', dir: Sourced<string>][] = [];
  if (dataDir) found.push(['state', dataDir]);
  if (snapshots) found.push(['snapshots', snapshots.dir]);
  return found;
}

/** Two programs that write to the same files spoil both; the owner of a directory is changed with all below it. */
export const sharedState: Rule = ({ cluster }, report) => {
  const told = new Set<string>();
  for (const { instances } of cluster.hosts) {
    const states = instances.flatMap(({ name, section, settings }) =>
      directories(settings).map(([what, dir]) => ({
        ...{ name, section, dir, path: `${dir.value.replace(/\/+$/, '')}/` },
        text: `the ${what} of \`${name}\``,
      })),
    );
    for (const [at, one] of states.entries()) {
      const other = states.slice(0, at).find(({ path }) => path.startsWith(one.path) || one.path.startsWith(path));
      // The same pair on another host has the same cause.
      const pair = `${one.text} ${other?.text}`;
      if (other === undefined || told.has(pair)) continue;
      told.add(pair);
      report(
        diagnostic('UC114', {
          message: `${one.text} and ${other.text} would be in each other's directory`,
          specPath: settingPath(one.dir, [one.section, one.name]),
        }),
      );
    }
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
