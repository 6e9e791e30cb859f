import { diagnostic } from '../../core/diagnostic.ts';
import { nearest } from '../../core/nearest.ts';
import type { Rule } from './rule.ts';

/** A role of a host that nothing runs on is a typing error or a missing `on:`. */
export const idleRole: Rule = ({ spec, registry }, report) => {
  const roles = Object.values(spec.roles ?? {});
  const places = [spec.components, spec.services, ...roles.flatMap((role) => [role.components, role.services])];
  const running = [...registry.values()].filter(({ section }) => section === undefined || spec[section] !== undefined);
  const used = new Set(running.flatMap((definition) => definition.roles));
  for (const record of places) {
    for (const component of Object.values(record ?? {})) for (const role of component.on ?? []) used.add(role);
  }
  // Without `on`, services of a role run on its hosts.
  for (const [role, { services }] of Object.entries(spec.roles ?? {})) if (services !== undefined) used.add(role);
  for (const [name, host] of Object.entries(spec.hosts ?? {})) {
    for (const record of [host.components, host.services]) {
      for (const role of Object.values(record ?? {}).flatMap((entry) => entry.on ?? [])) used.add(role);
    }
    host.roles.forEach((role, index) => {
      if (used.has(role)) return;
      const close = nearest(role, used);
      report(
        diagnostic('UC107', {
          message: `no component runs on the role \`${role}\``,
          help: `write ${close === undefined ? `one of: ${[...used].join(', ')}` : `\`${close}\``}, or name the role in a component's \`on\``,
          specPath: ['hosts', name, 'roles', index],
        }),
      );
    });
  }
};
