import { diagnostic } from '../../core/diagnostic.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

export const targetSupported: Rule = ({ cluster, registry }, report) => {
  for (const { name, section, kind, settings } of cluster.hosts.flatMap((host) => host.instances)) {
    const targets: readonly string[] = registry.get(kind)?.targets ?? [];
    if (targets.includes(settings.target.value)) continue;
    report(
      diagnostic('UC109', {
        message: `\`${name}\` cannot run under \`${settings.target.value}\``,
        help: `write one of: ${targets.join(', ')}`,
        specPath: settingPath(settings.target, [section, name]),
      }),
    );
  }
};
