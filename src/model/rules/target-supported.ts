import { diagnostic } from '../../core/diagnostic.ts';
import type { Instance } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

export const targetSupported: Rule = ({ cluster, registry }, report) => {
  for (const instance of cluster.hosts.flatMap((host) => host.instances)) {
    const { name, section, kind, settings } = instance;
    const targets: readonly string[] = registry.get(kind)?.targets ?? [];
    if (targets.includes(settings.target.value)) continue;
    const specPath = settingPath(settings.target, [section, name]);
    const circle = circleOf(instance);
    if (circle !== undefined) {
      const message = `units would start after each other in a circle: ${circle.map((unit) => `\`${unit}\``).join(' → ')}`;
      const help = `write \`target: ${targets.join('` or `target: ')}\`: neither needs docker`;
      report(diagnostic('UC310', { message, help, specPath }));
      continue;
    }
    report(
      diagnostic('UC109', {
        message: `\`${name}\` cannot run under \`${settings.target.value}\``,
        help: `write one of: ${targets.join(', ')}`,
        specPath,
      }),
    );
  }
};

/** docker waits for flanneld, and flanneld for the etcd of its host. */
function circleOf({ name, kind, host, settings }: Instance): string[] | undefined {
  if (settings.target.value !== 'docker' || !host.instances.some((other) => other.kind === 'flanneld'))
    return undefined;
  if (kind === 'flanneld') return ['docker', 'flanneld', 'docker'];
  return name === 'etcd' ? ['docker', 'flanneld', 'etcd', 'docker'] : undefined;
}
