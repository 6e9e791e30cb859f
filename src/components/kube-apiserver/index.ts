/** kube-apiserver: flags derive from roles, pki and the endpoint; variables are those of the packages' unit. */
import { byDefault, derived, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { ComponentDefinition } from '../../model/component.ts';
import { etcdServers } from '../../model/etcd-urls.ts';
import type { StateDirectory } from '../../model/workload.ts';
import type { DefaultFlag } from '../flags.ts';
import { hasShell, kubernetesCommand, kubernetesImage } from '../kubernetes/image.ts';
import { kubectlIn, kubectlUnit } from '../kubernetes/kubectl.ts';
import { apiserverProbe } from '../kubernetes/probe.ts';
import { kubernetesWorkload } from '../kubernetes/workload.ts';
import { apiserverVariables } from './variables.ts';

export const kubeApiserver: ComponentDefinition = {
  kind: 'kube-apiserver',
  versionOf: 'kubernetes',
  roles: ['control-plane'],
  kubeadmRoles: ['control-plane'],
  targets: ['docker', 'system-container', 'host'],
  packageUser: 'kube',
  ports: {},
  image: kubernetesImage('kube-apiserver'),
  command: kubernetesCommand('kube-apiserver'),
  client: kubectlIn,
  hasShell,
  workload: (cluster, self) =>
    kubernetesWorkload(cluster, self, {
      variables: apiserverVariables,
      file: 'apiserver',
      flags: [...addressFlags(cluster), ...etcdFlags(cluster), ...admissionFlags(cluster), ...trustFlags(cluster)],
      reads: readsOf(cluster),
      state: stateOf(cluster, self),
      after: ['etcd'],
      wants: kubectlUnit(self),
      probe: apiserverProbe(cluster.kubernetes.version.value),
      // It waits a minute for those who watch (measured with 1.20), and docker kills it before that.
      successExitStatus: [137, 143],
      endSeconds: 60,
      packaged: { openFiles: 65536, engines: [] },
    }),
};

/**
 * Without a certificate it writes one of its own to /var/run/kubernetes. The distribution's packages make the
 * directory for their user, images have it; for a program of the host from elsewhere nobody does.
 */
function stateOf({ pki, system }: Cluster, { settings }: Instance): StateDirectory[] {
  if (settings.target.value !== 'host' || pki.kubernetes !== undefined || system.packagesBringUsers) return [];
  return [{ path: sourced('/run/kubernetes', byDefault('component kube-apiserver')), mode: 0o755, owner: 'program' }];
}

/**
 * The endpoint says which port is served, and whether with TLS. Without TLS the insecure port has to be
 * reachable from other hosts, as the getting started guides have it; with TLS it stays on loopback.
 */
function addressFlags({ kubernetes: { endpoint, version, serviceCIDR } }: Cluster): DefaultFlag[] {
  if (endpoint === undefined) return [];
  const { protocol, port, hostname } = endpoint.value;
  const from = mergeProvenance([derived('the port and scheme of the control-plane endpoint')], endpoint.from);
  const range: DefaultFlag = ['service-cluster-ip-range', serviceCIDR.value, serviceCIDR.from];
  if (protocol === 'https:') {
    const plain: DefaultFlag = atLeast(version.value, '1.20')
      ? undefined
      : ['insecure-bind-address', '127.0.0.1', [byDefault('the kubernetes packages')]];
    return [plain, ['secure-port', Number(port || 443), from], range];
  }
  const isLocal = hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]';
  return [
    ['insecure-bind-address', isLocal ? '127.0.0.1' : '0.0.0.0', from],
    ['insecure-port', Number(port || 80), from],
    range,
  ];
}

function etcdFlags(cluster: Cluster): DefaultFlag[] {
  const servers = etcdServers(cluster);
  if (servers === undefined) return [];
  const { etcd } = cluster.pki;
  const file = (name: string, path: Sourced<string> | undefined): DefaultFlag => path && [name, path.value, path.from];
  return [
    ['etcd-servers', servers.value, servers.from],
    file('etcd-cafile', etcd?.ca),
    file('etcd-certfile', etcd?.client.cert),
    file('etcd-keyfile', etcd?.client.key),
  ];
}

/** Without service account keys the ServiceAccount plugin would refuse every pod. */
function admissionFlags({ kubernetes: { version }, pki }: Cluster): DefaultFlag[] {
  if (atLeast(version.value, '1.10')) return [];
  const keys = pki.kubernetes?.serviceAccount;
  const plugins = ['NamespaceLifecycle', 'LimitRanger', ...(keys ? ['ServiceAccount'] : []), 'ResourceQuota'];
  const rule = derived('the plugins of the packages, ServiceAccount only where pki gives its keys');
  return [['admission-control', plugins, mergeProvenance([rule], version.from)]];
}

function trustFlags({ kubernetes: { version, endpoint }, pki: { kubernetes } }: Cluster): DefaultFlag[] {
  if (kubernetes === undefined) return [];
  const { ca, server, serviceAccount, kubeletClient } = kubernetes;
  const flags: DefaultFlag[] = [
    ['client-ca-file', ca.value, ca.from],
    ['tls-cert-file', server.cert.value, server.cert.from],
    ['tls-private-key-file', server.key.value, server.key.from],
  ];
  if (kubeletClient !== undefined) {
    const { cert, key } = kubeletClient;
    flags.push(['kubelet-client-certificate', cert.value, cert.from], ['kubelet-client-key', key.value, key.from]);
  }
  if (serviceAccount === undefined) return flags;
  flags.push(['service-account-key-file', serviceAccount.public.value, serviceAccount.public.from]);
  if (!atLeast(version.value, '1.20')) return flags;
  const issuer = endpoint && 'https://kubernetes.default.svc';
  return [
    ...flags,
    ['service-account-signing-key-file', serviceAccount.private.value, serviceAccount.private.from],
    issuer && ['service-account-issuer', issuer, [byDefault('component kube-apiserver')]],
    ['authorization-mode', ['Node', 'RBAC'], [byDefault('component kube-apiserver')]],
  ];
}

function readsOf({ pki: { kubernetes, etcd } }: Cluster): Sourced<string>[] {
  const own = kubernetes && [kubernetes.ca, kubernetes.server.cert, kubernetes.server.key];
  const account = kubernetes?.serviceAccount && [kubernetes.serviceAccount.public, kubernetes.serviceAccount.private];
  const kubelets = kubernetes?.kubeletClient && [kubernetes.kubeletClient.cert, kubernetes.kubeletClient.key];
  const store = etcd && [etcd.ca, etcd.client.cert, etcd.client.key];
  return [...(own ?? []), ...(account ?? []), ...(kubelets ?? []), ...(store ?? [])];
}
