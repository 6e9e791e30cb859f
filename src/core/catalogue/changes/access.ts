import type { Entries } from '../entry.ts';
import { added, apiserver, type Change, container, etcd, file, flags, service, unit } from './examples.ts';

const reader = `[Service]\nEnvironmentFile=-/${apiserver}\nExecStart=/usr/bin/kube-apiserver $KUBE_API_ARGS\n`;

/** A unit stays, and its variables go. */
function withoutVariables(variables: string): Change {
  return {
    kind: 'change',
    before: { [service]: reader, [apiserver]: variables },
    after: { [service]: reader },
  };
}

/** A file gets other permission bits. */
function mode(path: string, before: number, after: number): Change {
  return { ...file(path, 'key\n', 'key\n'), modes: { [path]: [before, after] } };
}

/** Who gets at what: addresses, TLS, logins, rights on a host, secrets. */
export const accessChanges = {
  UC703: {
    name: 'listens-beyond-loopback',
    severity: 'warning',
    title: 'What was for this host alone can be reached from others',
    what: 'An address to listen at was of loopback on one side, and is not on the other; or a new file has one beyond loopback that is without TLS.',
    why: 'whatever answers there now answers to everyone who reaches the host',
    cure: 'leave the address on loopback, or see that TLS and a firewall stand in front of it',
    bad: flags('--insecure-bind-address=127.0.0.1', '--insecure-bind-address=0.0.0.0'),
    good: flags('--insecure-bind-address=127.0.0.1', '--insecure-bind-address=::1'),
  },
  UC704: {
    name: 'plain-port-opened',
    severity: 'error',
    title: 'A port without TLS is opened',
    what: '`--insecure-port` or `--read-only-port` was 0 or not there, and is a port now; of a new file, `--read-only-port` alone.',
    why: 'requests there are neither encrypted nor asked who they come from',
    cure: 'set it to 0 and use the port with TLS',
    bad: file(apiserver, 'KUBE_LOG="--v=2"\n', 'KUBE_LOG="--v=2"\nKUBE_API_ARGS="--insecure-port=8080"\n'),
    good: flags('--insecure-port=8080', '--insecure-port=0'),
    references: ['https://kubernetes.io/docs/concepts/security/controlling-access/'],
  },
  UC710: {
    name: 'more-privileges',
    severity: 'warning',
    title: 'A program may do more to its host',
    what: 'A container becomes privileged, or a container or service gets a capability that it did not have; in a new description of a container, one that docker does not give to all.',
    why: 'whoever takes over the program has that privilege too',
    cure: 'add only what the program fails without',
    bad: added('[Service]\nExecStart=/usr/bin/docker run --rm --privileged m.lab/a:1\n'),
    good: container('--privileged m.lab/a:1', 'm.lab/a:1'),
  },
  UC711: {
    name: 'writable-mount-added',
    severity: 'warning',
    title: 'A container gets a directory of its host to write to',
    what: 'A bind mount is added that is not read-only, in a new file or one that was there.',
    why: 'what runs inside can change what others on the host read',
    cure: 'mount it read-only, or a directory that is the program’s own',
    bad: container('m.lab/a:1', '--volume /etc/ssl:/etc/ssl m.lab/a:1'),
    good: container('m.lab/a:1', '--volume /etc/ssl:/etc/ssl:ro m.lab/a:1'),
  },
  UC712: {
    name: 'tls-removed',
    severity: 'error',
    title: 'TLS is taken away',
    what: 'A certificate, key or authority is no longer named, or a URL has http where it had https; or the file that named it is gone, and a unit still reads it.',
    why: 'what was encrypted and known is then sent in the clear, or refused by those who still ask for TLS',
    cure: 'leave the certificates where they were',
    bad: withoutVariables('KUBE_API_ARGS="--tls-cert-file=/etc/kubernetes/a.crt"\n'),
    good: flags('--tls-cert-file=/etc/kubernetes/a.crt', '--tls-cert-file=/etc/kubernetes/b.crt'),
  },
  UC713: {
    name: 'client-certificates-not-asked',
    severity: 'error',
    title: 'etcd no longer asks for certificates',
    what: '`--client-cert-auth` or `--peer-client-cert-auth` was on, and is off.',
    why: 'whoever reaches the port can read and write all keys, the secrets of the cluster among them',
    cure: 'leave it on, and give clients certificates',
    bad: etcd('ETCD_CLIENT_CERT_AUTH=true', 'ETCD_CLIENT_CERT_AUTH=false'),
    good: etcd('ETCD_CLIENT_CERT_AUTH=false', 'ETCD_CLIENT_CERT_AUTH=true'),
    references: ['https://etcd.io/docs/v3.5/op-guide/security/'],
  },
  UC714: {
    name: 'anonymous-requests',
    severity: 'error',
    title: 'Requests without a name are let in',
    what: '`--anonymous-auth` was false, and is true or no longer written, which means the same.',
    why: 'with AlwaysAllow, anybody may then do anything',
    cure: 'write `--anonymous-auth=false`',
    bad: flags('--anonymous-auth=false --v=2', '--v=2'),
    good: flags('--anonymous-auth=true', '--anonymous-auth=false'),
    references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/'],
  },
  UC715: {
    name: 'everything-allowed',
    severity: 'error',
    title: 'Everybody may do everything',
    what: '`--authorization-mode` is AlwaysAllow or no longer written, which means the same; of a new file, where it is written.',
    why: 'every client that is let in at all is an administrator',
    cure: 'write `--authorization-mode=Node,RBAC`',
    bad: flags('--authorization-mode=RBAC', '--authorization-mode=AlwaysAllow'),
    good: flags('--authorization-mode=RBAC', '--authorization-mode=Node,RBAC'),
    references: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/'],
  },
  UC720: {
    name: 'secret-in-a-file',
    severity: 'error',
    title: 'A secret stands in a file that everybody reads',
    what: 'A flag or a variable whose name is that of a secret gets a value.',
    why: 'units and environment files are readable for all users, and the value is in the history of the spec',
    cure: 'let the program read it from a file that only it can read',
    bad: file(service, '[Service]\nEnvironment=DB_PASSWORD=old1\n', '[Service]\nEnvironment=DB_PASSWORD=hunter2\n'),
    good: unit('Environment=DB_PASSWORD_FILE=/etc/a', 'Environment=DB_PASSWORD_FILE=/etc/b'),
  },
  UC722: {
    name: 'key-readable-by-more',
    severity: 'error',
    title: 'More users may read a key',
    what: 'A file that is a key, a kubeconfig or a token by its name gets a mode with more rights for its group or for others; or is new, outside of /usr, and these may read or write it.',
    why: 'whoever reads the key is whom it stands for',
    cure: 'leave the mode 0600, and make the program that reads it the owner',
    bad: mode('etc/etcd/server.key', 0o600, 0o644),
    good: mode('etc/etcd/server.key', 0o640, 0o600),
  },
} as const satisfies Entries;
