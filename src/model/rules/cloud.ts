/** The cloud provider at the version of Kubernetes: whether it is built in, and whether anything reads what is set. */
import { diagnostic } from '../../core/diagnostic.ts';
import { atLeast } from '../../core/version.ts';
import type { Rule } from './rule.ts';

/** Releases that no longer have a provider built in (their release notes; KEP-2395); all others went with 1.31. */
const removed: Readonly<Record<string, string>> = { openstack: '1.26', aws: '1.27' };
const lastRelease = '1.31';

export const cloudProvider: Rule = ({ cluster }, report) => {
  const { cloud, kubernetes } = cluster;
  if (cloud === undefined) return;
  const provider = cloud.provider.value;
  const gone = Object.hasOwn(removed, provider) ? (removed[provider] ?? lastRelease) : lastRelease;
  const { value: version } = kubernetes.version;
  if (provider !== 'external' && atLeast(version, gone)) {
    report(
      diagnostic('UC170', {
        message: `Kubernetes ${version} has no cloud provider \`${provider}\` built in`,
        specPath: ['cloud', 'provider'],
      }),
    );
  }
};

export const cloudConfiguration: Rule = ({ cluster, spec }, report) => {
  const { cloud, hosts, kubernetes } = cluster;
  if (cloud === undefined) return;
  if (spec.cloud?.config !== undefined && spec.cloud.configFile !== undefined) {
    report(
      diagnostic('UC171', { message: '`config` and `configFile` are both given', specPath: ['cloud', 'configFile'] }),
    );
  }
  const kinds = new Set(hosts.flatMap((host) => [...host.instances, ...host.managed].map(({ kind }) => kind)));
  const unread = (flag: 'cloud-provider' | 'cloud-config') => ![...kinds].some((kind) => cloud.takes(kind, flag));
  const key = spec.cloud?.config === undefined ? 'configFile' : 'config';
  if (unread('cloud-provider')) {
    const message = `no component of this cluster takes \`--cloud-provider\` in Kubernetes ${kubernetes.version.value}`;
    report(diagnostic('UC172', { message, specPath: ['cloud', 'provider'], specKey: true }));
  } else if (cloud.configFile !== undefined && (cloud.provider.value === 'external' || unread('cloud-config'))) {
    const message = `nothing on the hosts reads \`${key}\` of the cloud provider \`${cloud.provider.value}\``;
    report(diagnostic('UC172', { message, specPath: ['cloud', key], specKey: true }));
  }
};
