import { diagnostic } from '../../core/diagnostic.ts';
import type { Sourced } from '../../core/provenance.ts';
import type { SpecPath } from '../../core/spec-path.ts';
import type { Instance } from '../cluster.ts';
import { controlPlaneRole, isApi } from '../kubeadm.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** From 1.12 on one document describes the control plane on all its hosts; only the port of the API may differ. */
export const kubeadmSameOnAll: Rule = ({ cluster }, report) => {
  const { kubeadm } = cluster.kubernetes;
  if (kubeadm === undefined || !isApi(kubeadm.api, 'v1alpha3')) return;
  const [first, ...others] = cluster.hosts.filter(({ roles }) => roles.includes(controlPlaneRole));
  for (const self of others.flatMap((host) => host.managed)) {
    const model = first?.managed.find(({ name }) => name === self.name);
    if (self.kind === 'kubelet' || self.kind === 'kube-proxy' || model === undefined) continue;
    const specPath = difference(passedOn(model), passedOn(self));
    if (specPath === undefined) continue;
    const message = `\`${self.name}\` is told something else on \`${self.host.name}\` than on \`${model.host.name}\``;
    report(diagnostic('UC193', { message, specPath }));
  }
};

type Words = ReadonlyMap<string, { readonly text: string; readonly path: SpecPath }>;

/** Where the first thing is said that is said of one only. */
function difference(one: Words, two: Words): SpecPath | undefined {
  return [...two, ...one].find(([key]) => one.get(key)?.text !== two.get(key)?.text)?.[1].path;
}

/** Everything that kubeadm passes on, by what it is. */
function passedOn({ name, settings }: Instance): Words {
  const words = new Map<string, { text: string; path: SpecPath }>();
  const add = (key: string, value: Sourced<unknown>) =>
    words.set(key, { text: JSON.stringify(value.value), path: settingPath(value, ['components', name]) });
  for (const [flag, value] of settings.flags) {
    if (value.value !== null && flag !== 'secure-port') add(`flag ${flag}`, value);
  }
  for (const [variable, value] of settings.env) add(`variable ${variable}`, value);
  for (const [index, value] of settings.args.entries()) add(`argument ${index}`, value);
  for (const [index, value] of settings.mounts.entries()) add(`mount ${index}`, value);
  return words;
}
