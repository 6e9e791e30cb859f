/** Items → a script for a POSIX shell that makes them with openssl. */
import { quoteShellWord } from '../../codec/shell/index.ts';
import { compareBytes } from '../../core/order.ts';
import type { PkiItem, Subject } from './item.ts';

export interface OpensslOptions {
  /** First comment: tool, version and spec. */
  readonly header: string;
  /** Of the cluster, in kubeconfigs. */
  readonly cluster: string;
}

/**
 * Directories of the script's output: hosts have no `_` in their names. An authority's key stays in the
 * first; what is the same on all hosts is made in the second and copied.
 */
const authorities = '_ca';
const shared = '_shared';

/** Ends in a newline. What cannot be made stands in a comment. */
export function opensslScript(items: readonly PkiItem[], { header, cluster }: OpensslOptions): string {
  const makeable = items.filter(({ path }) => isPlain(path));
  const names = [...new Set(makeable.flatMap((item) => ('authority' in item ? (item.authority ?? []) : [])))];
  const lines = [
    ...names.sort(compareBytes).map((name) => authorityLines(name, subjectOf(items, name, cluster))),
    ...dependenciesFirst(makeable).map((item) => itemLines(item, makeable, cluster)),
    ...items.filter(({ path }) => !isPlain(path)).map(notMade),
    ...ownerLines(makeable),
  ];
  return `#!/bin/sh\n# ${header.replace(/[^ -~]/g, '?')}\n${prelude}\n${lines.filter((text) => text !== '').join('\n')}\n`;
}

const prelude = `# Makes what the hosts need in DIRECTORY/<host>/<path on the host>. What is there already is kept: delete a
# file to have it made anew. The keys of the authorities are in DIRECTORY/${authorities} and go to no host.
# To a host, as root and without its directories, whose owners and modes the host knows best:
#   cd DIRECTORY/HOST && find . -type f | tar -cf - --owner=0 --group=0 -T - | ssh root@HOST tar -xpf - -C /
# usage: make-pki [DIRECTORY]    environment: DAYS and CA_DAYS, how long certificates last
set -eu
umask 077
dir=\${1:-PKI}
days=\${DAYS:-365}
ca_days=\${CA_DAYS:-3650}
mkdir -p "$dir"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# quiet COMMAND...: shows what it printed only when it fails
quiet() {
  "$@" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    exit 1
  }
}

# place MODE FILE < CONTENT: at once, so that a file is never half there
place() {
  mkdir -p "$(dirname "$dir/$2")"
  cat >"$dir/$2.new"
  chmod "$1" "$dir/$2.new"
  mv "$dir/$2.new" "$dir/$2"
}

# key FILE
key() {
  [ ! -s "$dir/$1" ] || return 0
  quiet openssl genrsa -out "$work/key" 2048
  place 600 "$1" <"$work/key"
}

# authority NAME < CONFIGURATION
authority() {
  cat >"$work/conf"
  [ ! -s "$dir/${authorities}/$1.crt" ] || return 0
  key "${authorities}/$1.key"
  quiet openssl req -new -x509 -sha256 -days "$ca_days" -key "$dir/${authorities}/$1.key" \\
    -config "$work/conf" -extensions ext -out "$work/crt"
  place 644 "${authorities}/$1.crt" <"$work/crt"
}

# sign KEY AUTHORITY CONFIGURATION: into $work/crt
sign() {
  quiet openssl req -new -sha256 -key "$1" -config "$3" -out "$work/csr"
  quiet openssl x509 -req -sha256 -days "$days" -in "$work/csr" -CA "$dir/${authorities}/$2.crt" \\
    -CAkey "$dir/${authorities}/$2.key" -set_serial "0x$(openssl rand -hex 16)" \\
    -extfile "$3" -extensions ext -out "$work/crt"
}

# certificate FILE KEY AUTHORITY < CONFIGURATION
certificate() {
  cat >"$work/conf"
  if [ -s "$dir/$1" ] && [ -s "$dir/$2" ]; then return 0; fi
  key "$2"
  sign "$dir/$2" "$3" "$work/conf"
  place 644 "$1" <"$work/crt"
}

# copy MODE FROM TO
copy() { [ -s "$dir/$3" ] || place "$1" "$3" <"$dir/$2"; }

# public KEY FILE
public() {
  [ ! -s "$dir/$2" ] || return 0
  quiet openssl rsa -in "$dir/$1" -pubout -out "$work/pub"
  place 644 "$2" <"$work/pub"
}

base64() { openssl base64 -A -in "$1"; }

# kubeconfig FILE CLUSTER USER SERVER AUTHORITY < CONFIGURATION: the last three words of the file are YAML
kubeconfig() {
  cat >"$work/conf"
  [ ! -s "$dir/$1" ] || return 0
  trust='' login='{}'
  if [ -n "$5" ]; then
    quiet openssl genrsa -out "$work/key" 2048
    sign "$work/key" "$5" "$work/conf"
    trust="
    certificate-authority-data: $(base64 "$dir/${authorities}/$5.crt")"
    login="
    client-certificate-data: $(base64 "$work/crt")
    client-key-data: $(base64 "$work/key")"
  fi
  place 600 "$1" <<EOF
apiVersion: v1
kind: Config
clusters:
- name: $2
  cluster:
    server: $4$trust
users:
- name: $3
  user: $login
contexts:
- name: $2
  context:
    cluster: $2
    user: $3
current-context: $2
EOF
}
`;

/** A tree's path below the host's directory can be made of it. */
function isPlain(path: string): boolean {
  return (
    path.startsWith('/') &&
    path
      .slice(1)
      .split('/')
      .every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

function notMade({ host, path }: PkiItem): string {
  return `# not made, because it is no absolute path in its shortest form: ${host} ${path.replace(/[^ -~]/g, '?')}`;
}

/** A certificate or public key is made where its key is; the words of the script are the same for every shell. */
function sh(text: string): string {
  const quoted = quoteShellWord(text);
  // A spec holds neither NUL nor half a surrogate pair.
  if (!quoted.ok) throw new Error(`${JSON.stringify(text)} ${quoted.reason}`);
  return quoted.text;
}

function at(item: Pick<PkiItem, 'host' | 'shared'>, path: string): string {
  return `${item.shared ? shared : item.host}${path}`;
}

/** Keys after the certificates, which make their own; what is copied or derived last. */
function dependenciesFirst(items: readonly PkiItem[]): PkiItem[] {
  const order: readonly PkiItem['kind'][] = ['certificate', 'key', 'public-key', 'kubeconfig', 'ca', 'ca-key'];
  return [...items].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function authorityLines(name: string, subject: Subject): string {
  const extensions = [
    'basicConstraints = critical,CA:TRUE',
    'keyUsage = critical,digitalSignature,keyCertSign,cRLSign',
  ];
  return `authority ${sh(name)} <<'EOF'\n${configuration(subject, extensions)}EOF`;
}

function subjectOf(items: readonly PkiItem[], name: string, cluster: string): Subject {
  const found = items.find((item) => item.kind === 'ca' && item.authority === name);
  return found?.kind === 'ca' ? found.subject : { commonName: `${name}-ca`, organization: cluster };
}

/** x509v3_config(5). What stands in it was made of host names, kinds, addresses and DNS names. */
function configuration(subject: Subject, extensions: readonly string[]): string {
  const organization = subject.organization === undefined ? [] : [`O = ${subject.organization}`];
  return [
    '[req]',
    'distinguished_name = dn',
    'prompt = no',
    '[dn]',
    ...organization,
    `CN = ${subject.commonName}`,
    '[ext]',
    ...extensions,
    'subjectKeyIdentifier = hash',
    '',
  ].join('\n');
}

function leaf(subject: Subject, usage: readonly string[], names: readonly string[] = []): string {
  return configuration(subject, [
    'basicConstraints = critical,CA:FALSE',
    'keyUsage = critical,digitalSignature,keyEncipherment',
    `extendedKeyUsage = ${usage.map((one) => `${one}Auth`).join(',')}`,
    'authorityKeyIdentifier = keyid',
    ...(names.length === 0 ? [] : [`subjectAltName = ${names.join(',')}`]),
  ]);
}

function itemLines(item: PkiItem, all: readonly PkiItem[], cluster: string): string {
  const own = `${item.host}${item.path}`;
  const made = at(item, item.path);
  const isPrivate = item.kind === 'key' || item.kind === 'ca-key' || item.kind === 'kubeconfig';
  const copy = item.shared ? `\ncopy ${isPrivate ? '600' : '644'} ${sh(made)} ${sh(own)}` : '';
  switch (item.kind) {
    case 'ca':
      return `copy 644 ${sh(`${authorities}/${item.authority}.crt`)} ${sh(own)}`;
    case 'ca-key':
      return `copy 600 ${sh(`${authorities}/${item.authority}.key`)} ${sh(own)}`;
    case 'key':
      return `key ${sh(made)}${copy}`;
    case 'certificate': {
      const { key, subject, usage, names, authority } = item;
      if (key === undefined || !isPlain(key)) return `# not made, because no flag names its key: ${sh(own)}`;
      const alternatives = [...names.dns.map((name) => `DNS:${name}`), ...names.ip.map((address) => `IP:${address}`)];
      const words = [made, at(item, key), authority].map(sh).join(' ');
      return `certificate ${words} <<'EOF'\n${leaf(subject, usage, alternatives)}EOF${copy}`;
    }
    case 'public-key': {
      const key = all.find((other) => other.kind === 'key' && other.path === item.key);
      if (key === undefined) return `# not made, because no flag names its key: ${sh(own)}`;
      return `key ${sh(at(key, key.path))}\npublic ${sh(at(key, key.path))} ${sh(made)}${copy}`;
    }
    case 'kubeconfig': {
      const yaml = [cluster, item.subject.commonName, item.server ?? ''].map((text) => sh(JSON.stringify(text)));
      const words = [sh(own), ...yaml, sh(item.authority ?? '')].join(' ');
      return `kubeconfig ${words} <<'EOF'\n${leaf(item.subject, ['client'])}EOF`;
    }
  }
}

/** Owners are known on the host only: commands to be run there, beside its directory. */
function ownerLines(items: readonly PkiItem[]): string[] {
  const hosts = [...new Set(items.map(({ host }) => host))].sort(compareBytes);
  return hosts.map((host) => {
    const own = items.filter((item) => item.host === host && (item.owner !== 'root:root' || item.mode === '0640'));
    const commands = own.flatMap(({ owner, mode, path }) => [
      `chown ${sh(owner)} ${sh(path)}`,
      `chmod ${mode} ${sh(path)}`,
    ]);
    return commands.length === 0
      ? ''
      : `printf '%s\\n' ${commands.map(sh).join(' \\\n  ')} | place 644 ${sh(`${host}.owners`)}`;
  });
}
