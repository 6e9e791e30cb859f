import { diagnostic } from '../../core/diagnostic.ts';
import { atLeast } from '../../core/version.ts';
import { type Cluster, type Instance, instancesOf } from '../cluster.ts';
import { addressIn } from '../network-address.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** The first instance of each name for which something holds: one spec gives one report, not one for each host. */
function firstOfEachName(cluster: Cluster, kind: string, holds: (instance: Instance) => boolean): Instance[] {
  const found = new Map<string, Instance>();
  for (const instance of instancesOf(cluster, kind)) {
    if (!found.has(instance.name) && holds(instance)) found.set(instance.name, instance);
  }
  return [...found.values()];
}

function isSet({ settings }: Instance, ...flags: string[]): boolean {
  return flags.some((flag) => (settings.flags.get(flag)?.value ?? null) !== null);
}

/** A node that cannot log in to the API never joins, and before 1.20 does not even say so. */
export const nodeLogin: Rule = ({ cluster }, report) => {
  const { version, endpoint } = cluster.kubernetes;
  const isSecure = endpoint?.value.protocol === 'https:';
  const missing = (instance: Instance, key: string, why: string) =>
    diagnostic('UC150', {
      message: `\`${instance.name}\` ${version.value} needs \`pki.kubeconfigs.${key}\` to ${why}`,
      specPath: settingPath(version, ['hosts', instance.host.name]),
    });
  if (!cluster.pki.kubeconfigs.has('kubelet')) {
    const own = (instance: Instance) => isSet(instance, 'kubeconfig', 'bootstrap-kubeconfig');
    const needed = (instance: Instance) => !own(instance) && (atLeast(version.value, '1.8') || isSecure);
    const why = atLeast(version.value, '1.8') ? 'find the API' : 'log in';
    for (const instance of firstOfEachName(cluster, 'kubelet', needed)) report(missing(instance, 'kubelet', why));
  }
  if (!cluster.pki.kubeconfigs.has('proxy')) {
    const own = (instance: Instance) => isSet(instance, 'kubeconfig', 'master', 'config');
    const needed = (instance: Instance) => !own(instance) && (endpoint === undefined || isSecure);
    const why = endpoint === undefined ? 'find the API' : 'log in';
    for (const instance of firstOfEachName(cluster, 'kube-proxy', needed)) report(missing(instance, 'proxy', why));
  }
};

/** Before 1.8 a kubelet is told where the API is by a flag. */
export const nodeEndpoint: Rule = ({ cluster }, report) => {
  const { version, endpoint } = cluster.kubernetes;
  if (endpoint !== undefined || atLeast(version.value, '1.8')) return;
  const lost = (instance: Instance) => !isSet(instance, 'api-servers', 'kubeconfig');
  for (const { name, host } of firstOfEachName(cluster, 'kubelet', lost)) {
    report(
      diagnostic('UC150', {
        message: `\`${name}\` ${version.value} needs \`kubernetes.controlPlaneEndpoint\` to find the API`,
        help: 'write the URL of the API servers there, because no host of this spec runs one',
        specPath: ['hosts', host.name],
      }),
    );
  }
};

/** Kubernetes 1.24 dropped dockershim: from then on a kubelet is nothing without a runtime's socket. */
export const containerRuntime: Rule = ({ cluster }, report) => {
  const { version } = cluster.kubernetes;
  const isRemote = atLeast(version.value, '1.24');
  const told = (instance: Instance) =>
    instance.settings.criSocket !== undefined || isSet(instance, 'container-runtime-endpoint', 'config');
  for (const { name, host } of firstOfEachName(cluster, 'kubelet', (instance) => isRemote && !told(instance))) {
    report(
      diagnostic('UC151', {
        message: `\`${name}\` ${version.value} needs \`criSocket\`: it cannot use docker by itself any more`,
        specPath: settingPath(version, ['hosts', host.name]),
      }),
    );
  }
  // Without an image the missing one has been reported, with the same cure.
  const inDocker = ({ settings }: Instance) =>
    isRemote && settings.target.value === 'docker' && settings.image.value !== '';
  for (const { name, settings } of firstOfEachName(cluster, 'kubelet', inDocker)) {
    report(
      diagnostic('UC151', {
        message: `\`${name}\` ${version.value} cannot run under \`docker\`, which runs none of its pods any more`,
        help: 'write `target: host`, and let a package bring the kubelet',
        specPath: settingPath(settings.target, settingPath(settings.image, ['components', name])),
      }),
    );
  }
  const isTooOld = ({ settings }: Instance) => settings.criSocket !== undefined && !atLeast(version.value, '1.6');
  for (const { name, settings } of firstOfEachName(cluster, 'kubelet', isTooOld)) {
    report(
      diagnostic('UC151', {
        message: `\`${name}\` ${version.value} knows no \`criSocket\`: that begins with 1.6`,
        help: 'leave `criSocket` out: this version runs its pods under docker',
        specPath: settingPath(settings.criSocket ?? settings.target, ['components', name]),
      }),
    );
  }
};

/** The name service of pods has the tenth address of the services' network. */
export const nameServiceAddress: Rule = ({ cluster }, report) => {
  const { serviceCIDR } = cluster.kubernetes;
  if (addressIn(serviceCIDR.value, 10) !== undefined) return;
  for (const { name } of firstOfEachName(cluster, 'kubelet', (instance) => !isSet(instance, 'cluster-dns', 'config'))) {
    report(
      diagnostic('UC152', {
        message: `\`${serviceCIDR.value}\` has no tenth address, so \`${name}\` gets no \`cluster-dns\``,
        specPath: settingPath(serviceCIDR, ['kubernetes']),
      }),
    );
  }
};
