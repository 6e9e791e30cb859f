import { diagnostic } from '../../core/diagnostic.ts';
import { tick } from '../../spec/wording.ts';
import { instancesOf } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** flannel's options go to docker; a runtime behind a socket asks its network plugins. */
export const flannelForPods: Rule = ({ cluster }, report) => {
  if (cluster.flannel === undefined) return;
  const told = new Set<string>();
  for (const { host, name, section, settings } of instancesOf(cluster, 'kubelet')) {
    const { criSocket } = settings;
    if (criSocket === undefined) continue;
    const specPath = settingPath(criSocket, [section, name]);
    if (told.has(JSON.stringify(specPath))) continue;
    told.add(JSON.stringify(specPath));
    const message = `${tick(name)} of ${tick(host.name)} runs its pods by ${tick(criSocket.value)}, which flannel tells nothing`;
    report(diagnostic('UC147', { message, specPath }));
  }
};
