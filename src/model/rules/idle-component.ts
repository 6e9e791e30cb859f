import { diagnostic } from '../../core/diagnostic.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { Rule } from './rule.ts';

/** Settings for a component that runs on none of the hosts they are for have no effect. */
export const idleComponent: Rule = ({ spec, cluster }, report) => {
  const check = (name: string, path: SpecPath, hosts: typeof cluster.hosts) => {
    if (hosts.some((host) => host.instances.some((instance) => instance.name === name))) return;
    report(
      diagnostic('UC108', { message: `\`${name}\` runs on no host, so this has no effect`, specPath: [...path, name] }),
    );
  };
  for (const name of Object.keys(spec.components ?? {})) check(name, ['components'], cluster.hosts);
  for (const [role, { components }] of Object.entries(spec.roles ?? {})) {
    const hosts = cluster.hosts.filter((host) => host.roles.includes(role));
    for (const name of Object.keys(components ?? {})) check(name, ['roles', role, 'components'], hosts);
  }
  for (const host of cluster.hosts) {
    for (const name of Object.keys(spec.hosts?.[host.name]?.components ?? {})) {
      check(name, ['hosts', host.name, 'components'], [host]);
    }
  }
};
