import { diagnostic } from '../../core/diagnostic.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { ComponentSpec } from '../../spec/schema.ts';
import type { Host } from '../cluster.ts';
import type { Rule } from './rule.ts';

interface Place {
  readonly components: Readonly<Record<string, ComponentSpec>> | undefined;
  readonly path: SpecPath;
  /** The hosts that it is for. */
  readonly hosts: readonly Host[];
}

/** Settings for a component that runs on none of the hosts they are for have no effect. */
export const idleComponent: Rule = ({ spec, cluster, entries }, report) => {
  const places: Place[] = [
    { components: spec.components, path: ['components'], hosts: cluster.hosts },
    ...Object.entries(spec.roles ?? {}).map(([role, { components }]) => ({
      components,
      path: ['roles', role, 'components'],
      hosts: cluster.hosts.filter((host) => host.roles.includes(role)),
    })),
    ...cluster.hosts.map((host) => ({
      components: spec.hosts?.[host.name]?.components,
      path: ['hosts', host.name, 'components'],
      hosts: [host],
    })),
  ];
  for (const { components, path, hosts } of places) {
    for (const name of Object.keys(components ?? {})) {
      // What is no component at all has been reported by the resolver.
      if (!entries.has(name) || hosts.some((host) => host.instances.some((instance) => instance.name === name)))
        continue;
      const message = `\`${name}\` runs on no host, so this has no effect`;
      report(diagnostic('UC108', { message, specPath: [...path, name] }));
    }
  }
};
