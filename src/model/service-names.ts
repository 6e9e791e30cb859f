import type { SpecPath } from '../core/spec-path.ts';
import type { Spec } from '../spec/schema.ts';

/** Every name under `services`, with the first place where it stands: for all hosts, a role, a host. */
export function serviceNames(spec: Spec): Map<string, SpecPath> {
  const names = new Map<string, SpecPath>();
  const add = (services: object | undefined, path: SpecPath) => {
    for (const name of Object.keys(services ?? {})) if (!names.has(name)) names.set(name, [...path, 'services', name]);
  };
  add(spec.services, []);
  for (const [role, { services }] of Object.entries(spec.roles ?? {})) add(services, ['roles', role]);
  for (const [host, { services }] of Object.entries(spec.hosts ?? {})) add(services, ['hosts', host]);
  return names;
}
