/** Settings that mean nothing for what kubeadm runs. */
import { diagnostic, type Report } from '../../core/diagnostic.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { ComponentSpec, Spec } from '../../spec/schema.ts';
import type { Instance } from '../cluster.ts';
import { layersOf } from '../layers.ts';
import { eachOnce } from './each-once.ts';
import type { Rule } from './rule.ts';

type Key = keyof ComponentSpec;

const ofPods: readonly Key[] = ['flags', 'args', 'env', 'mounts'];
/** What kubeadm passes on, or the kubelet's unit takes. */
const passedOn: Readonly<Record<string, readonly Key[]>> = {
  'kube-apiserver': ofPods,
  'kube-controller-manager': ofPods,
  'kube-scheduler': ofPods,
  'kube-proxy': [],
  kubelet: ['flags', 'args', 'env', 'configFiles', 'command', 'criSocket', 'cni', 'unit'],
};

export const kubeadmSettings: Rule = ({ spec, cluster }, report) => {
  if (cluster.kubernetes.kubeadm === undefined) {
    if (spec.pki?.kubeconfigs?.discovery === undefined) return;
    const message = 'no host joins with `discovery`, because `kubernetes.kubeadm` is not set';
    report(diagnostic('UC191', { message, specPath: ['pki', 'kubeconfigs', 'discovery'], specKey: true }));
    return;
  }
  const once = eachOnce(report);
  for (const self of cluster.hosts.flatMap((host) => host.managed)) idleKeys(spec, self, once);
  const idle = (specPath: SpecPath, message: string) => once(diagnostic('UC191', { message, specPath, specKey: true }));
  const family = spec.images?.family;
  if (family !== undefined && family !== 'upstream')
    idle(['images', 'family'], `kubeadm has no images of the family \`${family}\``);
  if (spec.pki?.kubernetes !== undefined) idle(['pki', 'kubernetes'], 'kubeadm makes these certificates itself');
  for (const name of Object.keys(spec.pki?.kubeconfigs ?? {})) {
    if (name !== 'discovery') idle(['pki', 'kubeconfigs', name], `kubeadm makes the kubeconfig of \`${name}\` itself`);
  }
};

function idleKeys(spec: Spec, { name, kind, host }: Instance, report: Report): void {
  for (const { path, component } of layersOf(spec, host.name, name, 'components')) {
    if (name !== kind) {
      const message = `kubeadm runs one \`${kind}\` on a host, and not \`${name}\``;
      report(diagnostic('UC191', { message, specPath: path, specKey: true }));
      continue;
    }
    for (const [key, value] of Object.entries(component)) {
      const isUsed = passedOn[kind]?.some((used) => used === key);
      const isSo = (key === 'kind' && value === kind) || (kind === 'kubelet' && key === 'target' && value === 'host');
      if (isUsed || isSo || value === undefined) continue;
      const message = `\`${key}\` has no effect on \`${name}\`, because kubeadm runs it`;
      report(diagnostic('UC191', { message, specPath: [...path, key], specKey: true }));
    }
  }
}
