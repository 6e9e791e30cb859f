/** `kubernetes.kubeadm`: what the cluster as a whole has to be like for it. */
import { diagnostic } from '../../core/diagnostic.ts';
import { atLeast } from '../../core/version.ts';
import { instancesOf } from '../cluster.ts';
import { firstKubeadm, kubeadmRoles } from '../kubeadm.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

const here = ['kubernetes', 'kubeadm'];

export const kubeadmVersion: Rule = ({ cluster }, report) => {
  const { version, kubeadm } = cluster.kubernetes;
  if (kubeadm === undefined || atLeast(version.value, firstKubeadm)) return;
  const message = `unitc knows kubeadm's configuration from ${firstKubeadm} on, and this is ${version.value}`;
  report(diagnostic('UC190', { message, specPath: settingPath(version, here) }));
};

export const kubeadmHosts: Rule = ({ cluster }, report) => {
  if (cluster.kubernetes.kubeadm === undefined) return;
  if (cluster.hosts.some(({ roles }) => kubeadmRoles.some((role) => roles.includes(role)))) return;
  report(diagnostic('UC194', { message: 'no host has anything to do for kubeadm', specPath: here, specKey: true }));
};

/** Pods of kubeadm's kubelets have their network from an add-on, not from docker's bridge. */
export const kubeadmFlannel: Rule = ({ cluster }, report) => {
  if (cluster.kubernetes.kubeadm === undefined || cluster.flannel === undefined) return;
  const message = '`flannel` gives its network to docker, and pods of kubeadm do not use it';
  report(diagnostic('UC192', { message, specPath: ['flannel'], specKey: true }));
};

export const kubeadmEndpoint: Rule = ({ cluster }, report) => {
  const { kubeadm, endpoint } = cluster.kubernetes;
  if (kubeadm === undefined || endpoint === undefined) return;
  const { protocol, port, pathname, search, hash, username, hostname } = endpoint.value;
  const refuse = (message: string) =>
    report(diagnostic('UC195', { message, specPath: settingPath(endpoint, ['kubernetes']) }));
  if (protocol !== 'https:') refuse('an API server of kubeadm is reached by https only');
  else if (port === '0' || pathname !== '/' || search !== '' || hash !== '' || username !== '')
    refuse('kubeadm takes a host and a port as its endpoint, and nothing else');
  // What kubeadm reads as a name: RFC 1123, in lower case; `URL` has taken care of addresses and of case.
  else if (!/^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)$/.test(hostname))
    refuse(`kubeadm does not take \`${hostname}\` for a name or an address`);
};

/** The oldest etcd that kubeadm's own check accepts (MinExternalEtcdVersion of its constants). */
const oldestEtcd = [
  ['1.28', '3.4.13'],
  ['1.19', '3.2.18'],
  ['1.10', '3.0.14'],
] as const;

export const kubeadmEtcd: Rule = ({ cluster }, report) => {
  const { kubeadm, version } = cluster.kubernetes;
  if (kubeadm === undefined || instancesOf(cluster, 'etcd').length === 0) return;
  const [, oldest = '0'] = oldestEtcd.find(([since]) => atLeast(version.value, since)) ?? [];
  if (atLeast(cluster.etcdVersion.value, oldest)) return;
  const message = `kubeadm ${version.value} refuses an etcd older than ${oldest}, and this is ${cluster.etcdVersion.value}`;
  report(diagnostic('UC197', { message, specPath: settingPath(cluster.etcdVersion, here) }));
};
