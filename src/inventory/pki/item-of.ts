/** All uses of one file on one host → what the file is. */
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { PkiItem } from './item.ts';
import type { NamedFile } from './named-files.ts';
import { joinNames, namesFor, subjectFor, userOf } from './names.ts';
import { ownership } from './owner.ts';
import type { Authority, Usage } from './purpose.ts';

export interface Named {
  readonly self: Instance;
  readonly file: NamedFile;
  /** All that the same program is told. */
  readonly siblings: readonly NamedFile[];
}

export interface ItemContext {
  readonly cluster: Cluster;
  readonly all: readonly Named[];
  readonly authority: (authority: Authority) => Authority;
}

/** `uses` has at least one; of several kinds the first of this order counts. */
export function itemOf(uses: readonly Named[], context: ItemContext): PkiItem {
  return (
    certificateOf(uses, context) ??
    caOf(uses, context) ??
    kubeconfigOf(uses, context) ??
    (uses.some(({ file }) => file.purpose.kind === 'account-public')
      ? { ...common(uses, false), kind: 'public-key', ...accountKey(context) }
      : { ...common(uses, true), kind: 'key' })
  );
}

function common(uses: readonly Named[], isPrivate: boolean) {
  const [first] = uses;
  const isAccount = uses.some(({ file }) => file.purpose.kind.startsWith('account-'));
  return {
    host: first?.self.host.name ?? '',
    path: first?.file.path ?? '',
    ...ownership(
      uses.map(({ self }) => self),
      isPrivate,
    ),
    readers: uses.map(({ self, file }) => ({ component: self.name, flag: file.flag })),
    // A token that one API server signs is checked by all.
    shared: isAccount,
  };
}

function certificateOf(uses: readonly Named[], { cluster, authority }: ItemContext): PkiItem | undefined {
  const certificates = uses.flatMap(({ self, file, siblings }) =>
    file.purpose.kind === 'certificate' ? [{ self, purpose: file.purpose, siblings }] : [],
  );
  // A server's certificate that also logs in somewhere keeps the server's subject.
  const [first] = [...certificates].sort((a, b) => rank(a.purpose.usage) - rank(b.purpose.usage));
  if (first === undefined) return undefined;
  const key = first.siblings.find(({ flag }) => flag === first.purpose.keyFlag)?.path;
  const usage: Usage[] = ['server', 'client'];
  return {
    ...common(uses, false),
    kind: 'certificate',
    authority: authority(first.purpose.authority),
    subject: subjectFor(first.purpose.role, first.self),
    names: certificates
      .map(({ self, purpose }) => namesFor(purpose.role, cluster, self))
      .reduce(joinNames, { dns: [], ip: [] }),
    usage: usage.filter((one) => certificates.some(({ purpose }) => purpose.usage.includes(one))),
    ...(key !== undefined && { key }),
  };
}

function rank(usage: readonly Usage[]): number {
  return usage.includes('server') ? 0 : 1;
}

function caOf(uses: readonly Named[], { cluster, authority }: ItemContext): PkiItem | undefined {
  for (const { file } of uses) {
    const { purpose } = file;
    if (purpose.kind === 'ca-key')
      return { ...common(uses, true), kind: 'ca-key', authority: authority(purpose.authority) };
    if (purpose.kind !== 'ca') continue;
    const name = authority(purpose.authority);
    const subject = { commonName: `${name}-ca`, organization: cluster.name.value };
    return { ...common(uses, false), kind: 'ca', authority: name, subject };
  }
  return undefined;
}

function kubeconfigOf(uses: readonly Named[], { cluster, all, authority }: ItemContext): PkiItem | undefined {
  const users = uses.filter(({ file }) => file.purpose.kind === 'kubeconfig').map(({ self }) => userOf(self));
  const [subject, ...others] = users;
  if (subject === undefined) return undefined;
  const hasTls = all.some(({ file: { purpose } }) => purpose.kind === 'ca' && purpose.authority === 'kubernetes');
  const server = cluster.kubernetes.endpoint?.value.href.replace(/\/$/, '');
  const shared = new Set(others.map(({ commonName }) => commonName).filter((name) => name !== subject.commonName));
  const item = common(uses, true);
  return {
    ...item,
    kind: 'kubeconfig',
    subject,
    notes: [...item.notes, ...[...shared].map((name) => `${name} logs in with it too, as ${subject.commonName}`)],
    ...(hasTls && { authority: authority('kubernetes') }),
    ...(server !== undefined && { server }),
  };
}

/** The private key that tokens are signed with: one for the cluster. */
function accountKey({ all }: ItemContext): { key?: string } {
  const key = all.find(({ file }) => file.purpose.kind === 'account-private')?.file.path;
  return key === undefined ? {} : { key };
}
