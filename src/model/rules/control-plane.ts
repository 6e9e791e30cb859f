import { diagnostic } from '../../core/diagnostic.ts';
import { atLeast } from '../../core/version.ts';
import { instancesOf } from '../cluster.ts';
import { etcdServers } from '../etcd-urls.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** A kube-apiserver needs etcd somewhere. */
export const etcdForControlPlane: Rule = ({ cluster }, report) => {
  const [first] = instancesOf(cluster, 'kube-apiserver');
  if (first === undefined || etcdServers(cluster) !== undefined) return;
  report(
    diagnostic('UC110', {
      message: `\`${first.host.name}\` runs a kube-apiserver and no host runs etcd`,
      specPath: ['hosts', first.host.name, 'roles'],
    }),
  );
};

/** From 1.20 the insecure port is gone and service account keys are compulsory. */
export const certificatesForControlPlane: Rule = ({ cluster }, report) => {
  const { version, endpoint } = cluster.kubernetes;
  const members = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'];
  if (endpoint === undefined || members.every((kind) => instancesOf(cluster, kind).length === 0)) return;
  const { kubernetes, kubeconfigs } = cluster.pki;
  const path = settingPath(version, ['kubernetes']);
  if (!atLeast(version.value, '1.20')) {
    if (endpoint.value.protocol === 'https:' && kubernetes === undefined) {
      report(
        diagnostic('UC111', {
          message: 'the endpoint is https and `pki.kubernetes` is not given',
          specPath: settingPath(endpoint, ['kubernetes']),
        }),
      );
    }
    return;
  }
  if (kubernetes?.serviceAccount === undefined) {
    const missing = kubernetes === undefined ? '`pki.kubernetes`' : '`pki.kubernetes.serviceAccount`';
    report(
      diagnostic('UC111', { message: `Kubernetes ${version.value} does not start without ${missing}`, specPath: path }),
    );
  }
  if (endpoint.value.protocol !== 'https:') {
    report(
      diagnostic('UC111', {
        message: `Kubernetes ${version.value} serves https only`,
        specPath: settingPath(endpoint, ['kubernetes']),
      }),
    );
  }
  for (const name of ['controller-manager', 'scheduler']) {
    if (kubeconfigs.has(name) || instancesOf(cluster, `kube-${name}`).length === 0) continue;
    report(
      diagnostic('UC111', {
        message: `kube-${name} ${version.value} needs \`pki.kubeconfigs.${name}\` to log in`,
        specPath: path,
      }),
    );
  }
};
