/** Components of a host may share a configuration file, which is the spec's or the administrator's. */
import { diagnostic } from '../../core/diagnostic.ts';
import type { Cluster, Instance } from '../cluster.ts';
import type { ComponentRegistry } from '../component.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

export const configFiles: Rule = ({ cluster, registry }, report) => {
  const told = new Set<string>();
  for (const host of cluster.hosts) {
    // Most clusters have one answer for everything; workloads are not made for them.
    if (new Set(host.instances.map(({ settings }) => settings.configFiles.value)).size < 2) continue;
    const first = new Map<string, Instance>();
    for (const instance of host.instances) {
      for (const path of filesOf(instance, cluster, registry)) {
        const other = first.get(path);
        if (other === undefined) first.set(path, instance);
        if (other === undefined || other.settings.configFiles.value === instance.settings.configFiles.value) continue;
        const problem = disagreement(path, other, instance);
        const key = JSON.stringify([problem.specPath, problem.message]);
        if (!told.has(key)) report(problem);
        told.add(key);
      }
    }
  }
};

function filesOf(instance: Instance, cluster: Cluster, registry: ComponentRegistry): string[] {
  const definition = registry.get(instance.kind);
  // A target that the component does not support has been reported.
  if (definition === undefined || !definition.targets.includes(instance.settings.target.value)) return [];
  return definition.workload(cluster, instance).files.map(({ path }) => path);
}

/** `admin` is always written in the spec; `spec` may be the default. */
function disagreement(path: string, a: Instance, b: Instance) {
  const [admin, other] = a.settings.configFiles.value === 'admin' ? [a, b] : [b, a];
  const specPath = settingPath(admin.settings.configFiles, ['components', admin.name]);
  return diagnostic('UC119', {
    message: `\`${admin.name}\` and \`${other.name}\` share \`${path}\` and disagree on whose it is`,
    label: `\`${other.name}\` has \`configFiles: spec\``,
    specPath,
    help: `write \`configFiles: ${admin.settings.configFiles.value}\` for \`${other.name}\` too`,
  });
}
