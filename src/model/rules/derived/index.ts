/**
 * Flags from whose defaults other things follow: units, mounts, other components. A flag of the spec that still fits
 * is a legitimate override; one that does not would leave the rest behind, so it names the key that moves all.
 */
import { diagnostic } from '../../../core/diagnostic.ts';
import { toldOf } from '../../flags/told.ts';
import type { Rule } from '../rule.ts';
import type { DerivedCheck } from './check.ts';
import { etcdChecks } from './etcd.ts';
import { apiserverChecks, serviceNetwork } from './kube-apiserver.ts';
import { kubeletChecks } from './kubelet.ts';

const checks: ReadonlyMap<string, readonly DerivedCheck[]> = new Map([
  ['etcd', etcdChecks],
  ['kube-apiserver', apiserverChecks],
  ['kube-controller-manager', [serviceNetwork(undefined)]],
  ['kubelet', kubeletChecks],
]);

export const derivedValues: Rule = ({ cluster }, report) => {
  // What stands once in the spec is said once, for the first host.
  const seen = new Set<string>();
  for (const self of cluster.hosts.flatMap((host) => host.instances)) {
    for (const { flags, judge } of checks.get(self.kind) ?? []) {
      const told = toldOf(self, flags);
      const found = told && judge({ told, self, cluster });
      if (told === undefined || found === undefined || seen.has(JSON.stringify(told.path))) continue;
      seen.add(JSON.stringify(told.path));
      report(diagnostic('UC142', { ...found, specPath: told.path }));
    }
  }
};
