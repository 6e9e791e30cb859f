/** Subjects and alternative names: what clients of the cluster compare with what they dialled. */
import type { Cluster, Instance } from '../../model/cluster.ts';
import { isDnsName } from '../../spec/dns-name.ts';
import { parseIp, unbracketed } from '../../spec/ip-address.ts';
import type { Names, Subject } from './item.ts';
import type { Role } from './purpose.ts';

/** Clients need no names. */
export function namesFor(role: Role, cluster: Cluster, { kind, host }: Instance): Names {
  const own = [host.name, 'localhost', host.address.value, '127.0.0.1'];
  const loopback = parseIp(host.address.value)?.length === 16 ? ['::1'] : [];
  if (role === 'api' && kind === 'kube-apiserver') return sorted([...own, ...loopback, ...apiNames(cluster)]);
  return role === 'host' || role === 'api' ? sorted([...own, ...loopback]) : { dns: [], ip: [] };
}

export function joinNames(a: Names, b: Names): Names {
  return { dns: [...new Set([...a.dns, ...b.dns])], ip: [...new Set([...a.ip, ...b.ip])] };
}

/** How pods and other hosts reach the API: the service in every form, its address, the endpoint. */
function apiNames({ kubernetes: { endpoint, serviceCIDR, clusterDomain } }: Cluster): string[] {
  const service = [
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    `kubernetes.default.svc.${clusterDomain.value}`,
  ];
  const address = firstAddress(serviceCIDR.value);
  const dialled = endpoint && unbracketed(endpoint.value.hostname);
  return [...service, ...(address === undefined ? [] : [address]), ...(dialled === undefined ? [] : [dialled])];
}

/** What is neither an address nor a DNS name cannot be in a certificate; no client could dial it either. */
function sorted(texts: readonly string[]): Names {
  const isIp = (text: string) => parseIp(text) !== undefined;
  const different = [...new Set(texts)];
  return { dns: different.filter((text) => !isIp(text) && isDnsName(text)), ip: different.filter(isIp) };
}

/** The address behind the network's own: the `kubernetes` service has it. Undefined for what is no network. */
export function firstAddress(cidr: string): string | undefined {
  const bytes = parseIp(cidr.replace(/\/.*$/, ''));
  if (bytes === undefined) return undefined;
  const next = [...bytes];
  for (let at = next.length - 1; at >= 0; at--) {
    const sum = (next[at] ?? 0) + 1;
    next[at] = sum & 255;
    if (sum < 256) break;
  }
  if (next.length === 4) return next.join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((next[index * 2] ?? 0) << 8) | (next[index * 2 + 1] ?? 0)).toString(16),
  );
  return compressed(groups);
}

/** The first longest run of zero groups as `::` (RFC 5952, 4.2). */
function compressed(groups: readonly string[]): string {
  const text = groups.join(':');
  const runs = [...text.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].map(([run]) => run);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return text;
  const at = text.search(new RegExp(`(?<![^:])${longest}(?![^:])`));
  return `${text.slice(0, at).replace(/:$/, '')}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}

export function subjectFor(role: Role, { kind, host }: Instance): Subject {
  switch (role) {
    case 'api':
      return { commonName: kind === 'kube-apiserver' ? kind : host.name };
    case 'host':
      return { commonName: host.name };
    case 'etcd-client':
      return { commonName: 'etcd-client' };
    case 'kubelet-client':
      return { commonName: 'kube-apiserver-kubelet-client', organization: 'system:masters' };
    case 'front-proxy-client':
      return { commonName: 'front-proxy-client' };
  }
}

/** The users that Kubernetes' own roles are bound to (its docs, "Using RBAC Authorization"). */
export function userOf({ kind, host }: Instance): Subject {
  if (kind === 'kubelet') return { commonName: `system:node:${host.name}`, organization: 'system:nodes' };
  if (/^kube-(controller-manager|scheduler|proxy)$/.test(kind)) return { commonName: `system:${kind}` };
  return { commonName: kind, organization: 'system:masters' };
}
