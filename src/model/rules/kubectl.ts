import { diagnostic } from '../../core/diagnostic.ts';
import { instancesOf } from '../cluster.ts';
import { resolveKubectl } from '../kubectl.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** kubectl is wanted, and no image of the family has it. */
export const kubectlImage: Rule = ({ spec, cluster, registry }, report) => {
  for (const self of instancesOf(cluster, 'kube-apiserver')) {
    const definition = registry.get(self.kind);
    if (definition === undefined) continue;
    const version = cluster.kubernetes.version.value;
    const family = self.settings.family.value;
    const architecture = self.host.architecture.value;
    const context = { system: cluster.system, family, version, architecture };
    const { missing } = resolveKubectl({ spec, self, definition, context });
    if (missing === undefined) continue;
    const message = `no image of the family \`${family}\` has kubectl at ${version}`;
    report(diagnostic('UC179', { message, specPath: settingPath(missing, ['kubectl']) }));
    return;
  }
};

/** Only hosts with an API server get kubectl; an image is for one that is wanted. */
export const idleKubectl: Rule = ({ spec, cluster }, report) => {
  const { kubectl } = spec;
  if (kubectl === undefined) return;
  const by = typeof kubectl === 'string' ? kubectl : kubectl.by;
  if (by !== 'none' && instancesOf(cluster, 'kube-apiserver').length === 0) {
    const message = 'no host runs a kube-apiserver, so `kubectl` has no effect';
    report(diagnostic('UC177', { message, specPath: ['kubectl'], specKey: true }));
  }
  if (by !== 'none' || typeof kubectl === 'string') return;
  for (const key of ['image', 'command'] as const) {
    if (kubectl[key] === undefined) continue;
    const message = `no kubectl is wanted, so \`${key}\` has no effect`;
    report(diagnostic('UC177', { message, specPath: ['kubectl', key], specKey: true }));
  }
};
