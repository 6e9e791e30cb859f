import { diagnostic } from '../../core/diagnostic.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { ComponentSpec, Spec } from '../../spec/schema.ts';
import type { Host } from '../cluster.ts';
import type { Section } from '../layers.ts';
import { serviceNames } from '../service-names.ts';
import type { Rule } from './rule.ts';

interface Place {
  /** Components or services by name. */
  readonly written: Readonly<Record<string, ComponentSpec>> | undefined;
  readonly path: SpecPath;
  /** The hosts that it is for. */
  readonly hosts: readonly Host[];
}

function runs({ instances, managed }: Host, name: string): boolean {
  return [...instances, ...managed].some((instance) => instance.name === name);
}

/** Settings for a component or service that runs on none of the hosts they are for have no effect. */
export const idleComponent: Rule = ({ spec, cluster, entries }, report) => {
  const names = { components: entries, services: servicesApart(spec, entries) };
  for (const section of ['components', 'services'] as const) {
    for (const { written, path, hosts } of placesOf(spec, cluster.hosts, section)) {
      for (const name of Object.keys(written ?? {})) {
        // What is no component at all has been reported by the resolver.
        if (!names[section].has(name) || hosts.some((host) => runs(host, name))) continue;
        const message = `\`${name}\` runs on no host, so this has no effect`;
        report(diagnostic('UC108', { message, specPath: [...path, name] }));
      }
    }
  }
};

/** Without those that have the name of a component. */
function servicesApart(spec: Spec, entries: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...serviceNames(spec).keys()].filter((name) => !entries.has(name)));
}

function placesOf(spec: Spec, hosts: readonly Host[], section: Section): Place[] {
  return [
    { written: spec[section], path: [section], hosts },
    ...Object.entries(spec.roles ?? {}).map(([role, own]) => ({
      written: own[section],
      path: ['roles', role, section],
      hosts: hosts.filter((host) => host.roles.includes(role)),
    })),
    ...hosts.map((host) => ({
      written: spec.hosts?.[host.name]?.[section],
      path: ['hosts', host.name, section],
      hosts: [host],
    })),
  ];
}
