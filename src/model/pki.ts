/** Paths of certificates and keys: names relative to `dir` become absolute, on hosts and in containers alike. */
import { fromSpec, mergeProvenance, type Provenance, type Sourced } from '../core/provenance.ts';
import type { SpecPath } from '../core/spec-path.ts';
import type { Spec } from '../spec/schema.ts';
import type { Cluster, EtcdPki, KeyPair, KubernetesPki } from './cluster.ts';

type SpecPki = NonNullable<Spec['pki']>;

export function resolvePki(spec: Spec): Cluster['pki'] {
  const { kubernetes, etcd, kubeconfigs } = spec.pki ?? {};
  const files = new Map<string, Sourced<string>>();
  for (const [name, path] of Object.entries(kubeconfigs ?? {})) {
    if (path !== undefined) files.set(name, { value: path, from: [fromSpec('pki', 'kubeconfigs', name)] });
  }
  return {
    kubeconfigs: files,
    ...(kubernetes && { kubernetes: kubernetesPki(kubernetes) }),
    ...etcdPki(etcd),
  };
}

type Locate = (name: string, ...keys: string[]) => Sourced<string>;

function locator(base: SpecPath, dir: string | undefined, fallback: string): Locate {
  return (name, ...keys) => {
    const written: Provenance = fromSpec(...base, ...keys);
    if (name.startsWith('/')) return { value: name, from: [written] };
    const root = (dir ?? fallback).replace(/\/+$/, '');
    const from = dir === undefined ? [written] : mergeProvenance([written], [fromSpec(...base, 'dir')]);
    return { value: `${root}/${name}`, from };
  };
}

function pair(locate: Locate, keys: { cert: string; key: string }, name: string): KeyPair {
  return { cert: locate(keys.cert, name, 'cert'), key: locate(keys.key, name, 'key') };
}

function kubernetesPki(written: NonNullable<SpecPki['kubernetes']>): KubernetesPki {
  const locate = locator(['pki', 'kubernetes'], written.dir, '/etc/kubernetes/certs');
  const account = written.serviceAccount;
  return {
    ca: locate(written.ca, 'ca'),
    server: pair(locate, written.server, 'server'),
    ...(written.kubeletClient && { kubeletClient: pair(locate, written.kubeletClient, 'kubeletClient') }),
    ...(account && {
      serviceAccount: {
        public: locate(account.public, 'serviceAccount', 'public'),
        private: locate(account.private, 'serviceAccount', 'private'),
      },
    }),
  };
}

/**
 * A peer or client pair that is not given is the server's: one certificate with both key usages is common.
 * Without any pair there is nothing to be told; a rule says what is missing.
 */
function etcdPki(written: SpecPki['etcd']): { etcd?: EtcdPki } {
  const server = written?.server ?? written?.client;
  if (written === undefined || server === undefined) return {};
  const locate = locator(['pki', 'etcd'], written.dir, '/etc/etcd/certs');
  const first = pair(locate, server, written.server === undefined ? 'client' : 'server');
  return {
    etcd: {
      ca: locate(written.ca, 'ca'),
      server: first,
      peer: written.peer === undefined ? first : pair(locate, written.peer, 'peer'),
      client: written.client === undefined ? first : pair(locate, written.client, 'client'),
    },
  };
}

/** The directories that hold the given files, each once: what has to be mounted. */
export function directoriesOf(files: readonly Sourced<string>[]): Sourced<string>[] {
  const byDirectory = new Map<string, Sourced<string>>();
  for (const file of files) {
    const directory = file.value.slice(0, file.value.lastIndexOf('/')) || '/';
    const from = mergeProvenance(byDirectory.get(directory)?.from ?? [], file.from);
    byDirectory.set(directory, { value: directory, from });
  }
  return [...byDirectory.values()];
}
