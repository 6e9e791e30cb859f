/** What a file is for, by the flag that names it; flags mean the same in every component that has them. */

/** Who signs: three authorities, unless their certificates are one file. */
export type Authority = 'kubernetes' | 'etcd' | 'front-proxy';

export type Usage = 'server' | 'client';

/** Whose names a certificate carries. */
export type Role = 'api' | 'host' | 'etcd-client' | 'kubelet-client' | 'front-proxy-client';

export type Purpose =
  | { readonly kind: 'ca' | 'ca-key'; readonly authority: Authority }
  | {
      readonly kind: 'certificate';
      readonly authority: Authority;
      readonly usage: readonly Usage[];
      readonly role: Role;
      /** The flag that names its key. */
      readonly keyFlag: string;
    }
  | { readonly kind: 'key' | 'account-public' | 'account-private' | 'kubeconfig' };

const ca = (authority: Authority): Purpose => ({ kind: 'ca', authority });
const key: Purpose = { kind: 'key' };
const kubeconfig: Purpose = { kind: 'kubeconfig' };

const certificate = (authority: Authority, role: Role, keyFlag: string, ...usage: readonly Usage[]): Purpose => ({
  kind: 'certificate',
  authority,
  usage,
  role,
  keyFlag,
});

const purposes: Readonly<Record<string, Purpose>> = {
  'client-ca-file': ca('kubernetes'),
  'tls-ca-file': ca('kubernetes'),
  'root-ca-file': ca('kubernetes'),
  'kubelet-certificate-authority': ca('kubernetes'),
  'cluster-signing-cert-file': ca('kubernetes'),
  'cluster-signing-key-file': { kind: 'ca-key', authority: 'kubernetes' },
  'tls-cert-file': certificate('kubernetes', 'api', 'tls-private-key-file', 'server'),
  'tls-private-key-file': key,
  'kubelet-client-certificate': certificate('kubernetes', 'kubelet-client', 'kubelet-client-key', 'client'),
  'kubelet-client-key': key,
  'requestheader-client-ca-file': ca('front-proxy'),
  'proxy-client-cert-file': certificate('front-proxy', 'front-proxy-client', 'proxy-client-key-file', 'client'),
  'proxy-client-key-file': key,
  'service-account-key-file': { kind: 'account-public' },
  'service-account-private-key-file': { kind: 'account-private' },
  'service-account-signing-key-file': { kind: 'account-private' },
  kubeconfig,
  'authentication-kubeconfig': kubeconfig,
  'authorization-kubeconfig': kubeconfig,
  'etcd-cafile': ca('etcd'),
  'etcd-certfile': certificate('etcd', 'etcd-client', 'etcd-keyfile', 'client'),
  'etcd-keyfile': key,
  'trusted-ca-file': ca('etcd'),
  'peer-trusted-ca-file': ca('etcd'),
  'ca-file': ca('etcd'),
  'peer-ca-file': ca('etcd'),
  // etcd's gateway logs in to its own server with the server's certificate (etcd's docs, "Transport security").
  'cert-file': certificate('etcd', 'host', 'key-file', 'server', 'client'),
  'key-file': key,
  'peer-cert-file': certificate('etcd', 'host', 'peer-key-file', 'server', 'client'),
  'peer-key-file': key,
  'etcdctl --cacert': ca('etcd'),
  'etcdctl --cert': certificate('etcd', 'etcd-client', 'etcdctl --key', 'client'),
  'etcdctl --key': key,
};

export function purposeOf(flag: string): Purpose | undefined {
  return Object.hasOwn(purposes, flag) ? purposes[flag] : undefined;
}
