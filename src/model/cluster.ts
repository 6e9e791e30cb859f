/** The resolved cluster: what the spec means, before anything is rendered. */

import type { Provenance, Sourced } from '../core/provenance.ts';
import type { Account } from './accounts.ts';
import type { Flannel } from './flannel.ts';
import type { Architecture, HostSystem } from './host-system.ts';
import type { Kubeadm } from './kubeadm.ts';
import type { Section } from './layers.ts';
import type { RpmSettings } from './rpm.ts';
import type { Scalar, Settings } from './settings.ts';

/** Absolute paths on the hosts, which are the paths in the containers too. */
export interface KeyPair {
  readonly cert: Sourced<string>;
  readonly key: Sourced<string>;
}

export interface KubernetesPki {
  readonly ca: Sourced<string>;
  readonly server: KeyPair;
  /** How the API servers log in to the kubelets, which then refuse everybody else. */
  readonly kubeletClient?: KeyPair;
  readonly serviceAccount?: { readonly public: Sourced<string>; readonly private: Sourced<string> };
}

export interface EtcdPki {
  readonly ca: Sourced<string>;
  readonly server: KeyPair;
  readonly peer: KeyPair;
  readonly client: KeyPair;
}

/** Sections, then keys, of a file; each value where it was written. */
export type SourcedTable = ReadonlyMap<string, ReadonlyMap<string, Sourced<TableValue>>>;
export type TableValue = Scalar | readonly Scalar[];

export interface Cloud {
  readonly provider: Sourced<string>;
  /** Absolute path on the hosts, of a file that is there or of ours. */
  readonly configFile?: Sourced<string>;
  /** What is written to it, where the spec says it. */
  readonly config?: SourcedTable;
  /** Whether the component takes a flag at its version. */
  readonly takes: (kind: string, flag: 'cloud-provider' | 'cloud-config') => boolean;
}

/** How images get to the hosts, beside their references. */
export interface Images {
  /** Registry in the place of that of every default image: `registry.lab:5000`. */
  readonly mirror?: Sourced<string>;
  /** Absolute path on the hosts of credentials, in the form of docker's config.json. */
  readonly pullSecret?: Sourced<string>;
  /** Set where the mirror speaks plain http or has a certificate that nobody knows; the mirror's host and port. */
  readonly insecureRegistry?: Sourced<string>;
}

export interface Packages {
  readonly install: readonly Sourced<string>[];
  readonly repositories: SourcedTable;
}

export interface Instance {
  /** Name of the entry in the spec, of the unit and of the container: `kube-apiserver`, `etcd-events`. */
  readonly name: string;
  /** Where the entry stands in the spec. */
  readonly section: Section;
  readonly kind: string;
  readonly host: Host;
  readonly settings: Settings;
}

/** kubectl on a host of the control plane. */
export interface Kubectl {
  readonly by: Sourced<'copy' | 'wrapper'>;
  readonly image: Sourced<string>;
  /** Absolute path of the program in the image. */
  readonly command: Sourced<string>;
  /** Words before those of the caller, where the program is another one under its own name. */
  readonly words: readonly string[];
  readonly pull: Sourced<string>;
  /** The container that runs from this image anyway; absent where the image is for kubectl alone. */
  readonly container?: string;
  /** Whether it is copied from the root file system of that container, so that no docker is needed. */
  readonly fromRootfs?: boolean;
  /** Of an image for kubectl alone: the reference before a mirror takes the registry's place. */
  readonly source?: string;
}

export interface Host {
  readonly name: string;
  readonly address: Sourced<string>;
  readonly architecture: Sourced<Architecture>;
  readonly roles: readonly string[];
  /** Filled by the resolver after the host exists; in bytewise order of names. */
  readonly instances: readonly Instance[];
  /** What neither its image nor a package brings. */
  readonly accounts: readonly Account[];
  /** What kubeadm runs here instead of a unit of ours, and the kubelet that it uses; in the same order. */
  readonly managed: readonly Instance[];
  /** Only where an API server runs, and kubectl is wanted beside it. */
  readonly kubectl?: Kubectl;
}

export interface Cluster {
  readonly name: Sourced<string>;
  readonly system: HostSystem;
  /** Where `system` was chosen. */
  readonly systemFrom: readonly Provenance[];
  readonly kubernetes: {
    readonly version: Sourced<string>;
    readonly serviceCIDR: Sourced<string>;
    readonly clusterDomain: Sourced<string>;
    /** Absent only when no host runs a control plane. */
    readonly endpoint?: Sourced<URL>;
    /** Absent where units of ours run the control plane. */
    readonly kubeadm?: Kubeadm;
  };
  readonly etcdVersion: Sourced<string>;
  /** Client URLs of an etcd that runs elsewhere; absent where hosts of this spec run it. */
  readonly externalEtcd?: readonly Sourced<string>[];
  /** Absent where the spec has no `flannel`. */
  readonly flannel?: Flannel;
  readonly pki: {
    readonly kubernetes?: KubernetesPki;
    readonly etcd?: EtcdPki;
    readonly kubeconfigs: ReadonlyMap<string, Sourced<string>>;
  };
  readonly cloud?: Cloud;
  readonly images: Images;
  readonly packages: Packages;
  readonly rpm: RpmSettings;
  readonly hosts: readonly Host[];
}

/** All instances of a kind, in the order of hosts. */
export function instancesOf(cluster: Cluster, kind: string): Instance[] {
  return cluster.hosts.flatMap((host) => host.instances.filter((instance) => instance.kind === kind));
}

/** The members that form one etcd cluster: the instances of one name. */
export function membersOf(cluster: Cluster, name: string): Instance[] {
  return cluster.hosts.flatMap((host) => host.instances.filter((instance) => instance.name === name));
}
