import { diagnostic } from '../../core/diagnostic.ts';
import { nearest } from '../../core/nearest.ts';
import { firstSpecPath } from '../../core/provenance.ts';
import type { Rule } from './rule.ts';

/** Ports of components have names that the component knows; those of services are only told. */
export const idlePort: Rule = ({ cluster, registry }, report) => {
  const told = new Set<string>();
  for (const { kind, section, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    if (section === 'services') continue;
    const known = Object.keys(registry.get(kind)?.ports ?? {});
    for (const [name, port] of settings.ports) {
      const specPath = firstSpecPath(port.from);
      const at = JSON.stringify(specPath);
      if (known.includes(name) || specPath === undefined || told.has(at)) continue;
      told.add(at);
      const close = nearest(name, known);
      report(
        diagnostic('UC153', {
          message: `the port \`${name}\` has no effect with \`${kind}\``,
          ...(close !== undefined && { help: `did you mean \`${close}\`?` }),
          specPath,
          specKey: true,
        }),
      );
    }
  }
};
