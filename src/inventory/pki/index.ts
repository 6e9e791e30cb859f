/**
 * Cluster → every certificate, key and kubeconfig that its hosts need. The list follows from what the
 * programs are told, not from `pki` alone: a flag of the spec that names another file counts.
 */
import { components } from '../../components/registry.ts';
import { compareBytes } from '../../core/order.ts';
import type { Cluster, Host, Instance } from '../../model/cluster.ts';
import type { PkiItem } from './item.ts';
import { itemOf, type Named } from './item-of.ts';
import { namedFiles } from './named-files.ts';
import type { Authority } from './purpose.ts';
import { withShared } from './shared.ts';

export type { Names, PkiItem, Reader, Subject } from './item.ts';
export { type OpensslOptions, opensslScript } from './openssl.ts';
export { printPkiTable } from './table.ts';

/** By host, then path, bytewise. */
export function pkiItems(cluster: Cluster): PkiItem[] {
  const named = cluster.hosts.flatMap(withFiles).flatMap((self) => namedBy(cluster, self));
  const authority = authorities(named);
  const files = new Map<string, Named[]>();
  for (const one of named) {
    const key = JSON.stringify([one.self.host.name, one.file.path]);
    files.set(key, [...(files.get(key) ?? []), one]);
  }
  const items = [...files.values()].map((uses) => itemOf(uses, { cluster, all: named, authority }));
  return withShared(items.map((item) => ofElsewhere(item, cluster))).sort(
    (a, b) => compareBytes(a.host, b.host) || compareBytes(a.path, b.path),
  );
}

/** Who signs for an etcd that runs elsewhere is not this cluster's to make. */
function ofElsewhere(item: PkiItem, { externalEtcd }: Cluster): PkiItem {
  if (externalEtcd === undefined || !('authority' in item) || item.authority !== 'etcd') return item;
  return { ...item, notes: [...item.notes, 'from the authority of the etcd that runs elsewhere'] };
}

/** kubeadm makes its own files; those for etcd it is told of, and does not make. */
function withFiles({ instances, managed }: Host): Instance[] {
  return [...instances, ...managed.filter(({ kind }) => kind === 'kube-apiserver')];
}

function namedBy(cluster: Cluster, self: Instance): Named[] {
  const definition = components.get(self.kind);
  if (definition === undefined) return [];
  const files = namedFiles(definition.workload(cluster, self));
  // What an environment file and the command line both name is one use.
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const key = JSON.stringify([file.flag, file.path]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ self, file, siblings: files }];
  });
}

/** Authorities whose certificates are one file are one: the first of them in this order stands for all. */
function authorities(named: readonly Named[]): (authority: Authority) => Authority {
  const order: readonly Authority[] = ['kubernetes', 'etcd', 'front-proxy'];
  const representative = new Map<Authority, Authority>(order.map((authority) => [authority, authority]));
  const byPath = new Map<string, Authority>();
  for (const { file } of named) {
    if (file.purpose.kind !== 'ca') continue;
    const mine = representative.get(file.purpose.authority) ?? file.purpose.authority;
    const other = byPath.get(file.path);
    if (other === undefined) byPath.set(file.path, mine);
    else {
      const pair = [mine, representative.get(other) ?? other];
      const first = order.find((authority) => pair.includes(authority)) ?? mine;
      for (const [authority, current] of representative)
        if (pair.includes(current)) representative.set(authority, first);
    }
  }
  return (authority) => representative.get(authority) ?? authority;
}
