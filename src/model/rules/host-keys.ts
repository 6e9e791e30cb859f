/** Versions of a host's engines that no program of the cluster asks about. */
import { diagnostic } from '../../core/diagnostic.ts';
import type { Rule } from './rule.ts';

export const idleHostKey: Rule = ({ spec, cluster }, report) => {
  if (spec.host.runc === undefined) return;
  const instances = cluster.hosts.flatMap((host) => host.instances);
  if (instances.some(({ settings }) => settings.target.value === 'system-container')) return;
  report(
    diagnostic('UC120', {
      message: '`runc` has no effect: no host runs a system container',
      specPath: ['host', 'runc'],
    }),
  );
};
