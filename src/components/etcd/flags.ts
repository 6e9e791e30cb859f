/** What etcd is told, by flag name; under env-files delivery these become ETCD_* variables. */
import { byDefault, derived, mergeProvenance, type Provenance, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import { type Cluster, type Instance, membersOf } from '../../model/cluster.ts';
import { clientUrls, peerUrls } from '../../model/etcd-urls.ts';
import { flagVariable } from '../../model/flags/index.ts';
import type { DefaultFlag } from '../flags.ts';

export const etcdDirectory = '/etc/etcd';

/** The variable by which etcd reads a flag. */
export function variableOf(flag: string): string {
  return flagVariable('ETCD_', flag);
}

const component: readonly Provenance[] = [byDefault('component etcd')];

export function etcdFlags(cluster: Cluster, self: Instance): DefaultFlag[] {
  const client = clientUrls(cluster, self);
  const peer = peerUrls(cluster, self);
  const { settings, host } = self;
  // The image of the install form has a directory of its own, which is another one on the host.
  const dataDir = settings.form.value === 'install' ? undefined : settings.dataDir;
  return [
    ['name', host.name, [derived('the name of the host')]],
    dataDir && ['data-dir', `${dataDir.value}/default.etcd`, mergeProvenance(component, dataDir.from)],
    ['listen-client-urls', client.listen.value, client.listen.from],
    ['advertise-client-urls', client.advertised.value, client.advertised.from],
    ['listen-peer-urls', peer.listen.value, peer.listen.from],
    ['initial-advertise-peer-urls', peer.advertised.value, peer.advertised.from],
    ...membershipFlags(cluster, self),
    ...trustFlags(cluster),
    ...versionFlags(cluster),
  ];
}

function membershipFlags(cluster: Cluster, self: Instance): DefaultFlag[] {
  const { value: list, from } = peersOf(cluster, self.name);
  const token = self.name === 'etcd' ? cluster.name.value : `${cluster.name.value}-${self.name}`;
  const state = self.settings.members ?? { value: 'new', from: component };
  return [
    ['initial-cluster', list, from],
    ['initial-cluster-token', token, mergeProvenance([derived('the name of the cluster')], cluster.name.from)],
    ['initial-cluster-state', state.value, state.from],
  ];
}

/** By cluster and name: the same for every member, and as long as there are members. */
const peers = new WeakMap<Cluster, Map<string, Sourced<string>>>();

function peersOf(cluster: Cluster, name: string): Sourced<string> {
  const known = peers.get(cluster) ?? new Map<string, Sourced<string>>();
  peers.set(cluster, known);
  const before = known.get(name);
  if (before !== undefined) return before;
  const members = membersOf(cluster, name).map((member) => ({ member, url: peerUrls(cluster, member).advertised }));
  const value = members.map(({ member, url }) => `${member.host.name}=${url.value}`).join(',');
  const from = mergeProvenance(
    [derived('the peer URLs of all members')],
    members.flatMap(({ url }) => url.from),
  );
  known.set(name, { value, from });
  return { value, from };
}

function trustFlags({ pki: { etcd }, etcdVersion }: Cluster): DefaultFlag[] {
  if (etcd === undefined) return [];
  const { ca, server, peer } = etcd;
  return [
    ['cert-file', server.cert.value, server.cert.from],
    ['key-file', server.key.value, server.key.from],
    ...authorityFlags('', ca, etcdVersion),
    ['peer-cert-file', peer.cert.value, peer.cert.from],
    ['peer-key-file', peer.key.value, peer.key.from],
    ...authorityFlags('peer-', ca, etcdVersion),
  ];
}

/** Who may log in: in etcd 2.0 the authority's file alone said that certificates are asked for. */
function authorityFlags(prefix: '' | 'peer-', ca: Sourced<string>, version: Sourced<string>): DefaultFlag[] {
  if (!atLeast(version.value, '2.1')) return [[`${prefix}ca-file`, ca.value, mergeProvenance(ca.from, version.from)]];
  const required = derived('clients and peers log in with certificates where pki has them');
  return [
    [`${prefix}trusted-ca-file`, ca.value, ca.from],
    [`${prefix}client-cert-auth`, true, mergeProvenance([required], ca.from)],
  ];
}

/** Kubernetes before 1.6 and flannel before 0.18 keep theirs in the API 2 store, which etcd 3.4 and 3.5 serve only when told. */
function versionFlags({ etcdVersion, kubernetes: { version }, flannel }: Cluster): DefaultFlag[] {
  if (!atLeast(etcdVersion.value, '3.4') || atLeast(etcdVersion.value, '3.6')) return [];
  const old = [
    ...(atLeast(version.value, '1.6') ? [] : [{ rule: 'Kubernetes before 1.6 uses API 2 of etcd', version }]),
    ...(flannel?.api === '2' ? [{ rule: 'flannel before 0.18 uses API 2 of etcd', version: flannel.version }] : []),
  ];
  if (old.length === 0) return [];
  const from = old.map((one) => [derived(one.rule), ...one.version.from]);
  return [['enable-v2', true, mergeProvenance(...from, etcdVersion.from)]];
}
