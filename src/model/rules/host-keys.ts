/** Versions of a host's engines: against what the units say to them, and whether anything asks about them. */
import { diagnostic } from '../../core/diagnostic.ts';
import { atLeast } from '../../core/version.ts';
import type { Rule } from './rule.ts';

export const idleHostKey: Rule = ({ spec, cluster }, report) => {
  const instances = cluster.hosts.flatMap((host) => host.instances);
  const runs = (target: string) => instances.some(({ settings }) => settings.target.value === target);
  const idle = (key: string, why: string) =>
    report(diagnostic('UC120', { message: `\`${key}\` has no effect: ${why}`, specPath: ['host', key] }));
  if (spec.host.runc !== undefined && !runs('system-container')) idle('runc', 'no host runs a system container');
  if (spec.host.docker !== undefined && !runs('docker') && cluster.flannel === undefined)
    idle('docker', 'docker runs nothing here');
};

/** `--security-opt label=disable` and `--pids-limit` of docker run (its changelog). */
const oldestDocker = '1.11';

export const dockerAge: Rule = ({ cluster }, report) => {
  const { dockerVersion } = cluster.system;
  if (dockerVersion === undefined || atLeast(dockerVersion, oldestDocker)) return;
  const instances = cluster.hosts.flatMap((host) => host.instances);
  if (!instances.some(({ settings }) => settings.target.value === 'docker')) return;
  report(
    diagnostic('UC121', {
      message: `docker ${dockerVersion} does not take the options of the units, which are those of ${oldestDocker}`,
      specPath: ['host', 'docker'],
    }),
  );
};
