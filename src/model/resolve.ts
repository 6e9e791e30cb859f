/**
 * Spec → Cluster: which component runs where, with which settings, and what follows for all of them.
 * Problems that make the cluster meaningless are reported here; everything that only compares parts
 * with each other is a rule in rules/.
 */
import { diagnostic } from '../core/diagnostic.ts';
import { compareBytes } from '../core/order.ts';
import { byDefault, fromSpec, type Sourced, sourced } from '../core/provenance.ts';
import type { Spec } from '../spec/schema.ts';
import type { Cluster } from './cluster.ts';
import type { VersionedProgram } from './component.ts';
import { resolveFlannel } from './flannel.ts';
import { findHostSystem, type HostSystem } from './host-system.ts';
import { resolveImages } from './images.ts';
import { resolveKubeadm } from './kubeadm.ts';
import { resolvePki } from './pki.ts';
import { resolveCloud } from './resolve/cloud.ts';
import type { ResolveContext } from './resolve/context.ts';
import { resolveEndpoint } from './resolve/endpoint.ts';
import { resolveEntries, resolveServices } from './resolve/entries.ts';
import { resolveHost } from './resolve/host.ts';
import { resolvePackages } from './resolve/packages.ts';
import { type RetiredImages, reportRetired } from './resolve/retired-images.ts';
import { resolveRpm } from './rpm.ts';

export interface Resolved {
  readonly cluster: Cluster;
  /** Names under `components` that are programs, whether they run anywhere or not. */
  readonly entries: ReadonlySet<string>;
}

/** Undefined after a problem that leaves nothing to go on with; it has been reported. */
export function resolve(spec: Spec, context: ResolveContext): Resolved | undefined {
  const system = resolveSystem(spec, context);
  if (system === undefined) return undefined;
  const components = resolveEntries(spec, context);
  const entries = [...components, ...resolveServices(spec, components, context)];
  const kubernetesVersion = versionOf(spec, 'kubernetes', system);
  const etcdVersion = versionOf(spec, 'etcd', system);
  const flannelVersion = versionOf(spec, 'flannel', system);
  const versions = { kubernetes: kubernetesVersion, etcd: etcdVersion, flannel: flannelVersion };
  const retired: RetiredImages = new Map();
  const hosts = Object.keys(spec.hosts ?? {})
    .sort(compareBytes)
    .map((name) => resolveHost(name, { spec, system, entries, versions, retired, context }));
  reportRetired(retired, context);
  const endpoint = resolveEndpoint(spec, hosts, context.report);
  const flannel = resolveFlannel(spec, system, flannelVersion);
  const kubeadm = resolveKubeadm(spec, kubernetesVersion);
  const cloud = resolveCloud(spec, kubernetesVersion.value, context.flagTables);
  const cluster: Cluster = {
    name: spec.name === undefined ? sourced('cluster', byDefault('unitc')) : sourced(spec.name, fromSpec('name')),
    system,
    systemFrom: [fromSpec('host')],
    kubernetes: {
      version: kubernetesVersion,
      serviceCIDR:
        spec.kubernetes?.serviceCIDR === undefined
          ? sourced('10.254.0.0/16', byDefault('the kubernetes packages'))
          : sourced(spec.kubernetes.serviceCIDR, fromSpec('kubernetes', 'serviceCIDR')),
      clusterDomain:
        spec.kubernetes?.clusterDomain === undefined
          ? sourced('cluster.local', byDefault('unitc'))
          : sourced(spec.kubernetes.clusterDomain, fromSpec('kubernetes', 'clusterDomain')),
      ...(endpoint && { endpoint }),
      ...(kubeadm && { kubeadm }),
    },
    etcdVersion,
    ...externalEtcdOf(spec),
    ...(flannel && { flannel }),
    pki: resolvePki(spec),
    ...(cloud && { cloud }),
    images: resolveImages(spec),
    packages: resolvePackages(spec),
    rpm: resolveRpm(spec),
    hosts,
  };
  return { cluster, entries: new Set(components.map(({ name }) => name)) };
}

function externalEtcdOf({ etcd }: Spec): Pick<Cluster, 'externalEtcd'> {
  const endpoints = etcd?.external?.endpoints;
  if (endpoints === undefined) return {};
  return {
    externalEtcd: endpoints.map((url, index) => sourced(url, fromSpec('etcd', 'external', 'endpoints', index))),
  };
}

function resolveSystem(spec: Spec, { systems, report }: ResolveContext): HostSystem | undefined {
  const { os, release, systemd, docker, runc, dockerNetworkVariable } = spec.host;
  const system = findHostSystem(systems, os, release);
  if (system !== undefined) {
    return {
      ...system,
      ...(systemd !== undefined && { systemd }),
      ...(docker !== undefined && { dockerVersion: docker }),
      ...(runc !== undefined && { runcVersion: runc }),
      ...(dockerNetworkVariable !== undefined && { dockerNetworkVariable }),
    };
  }
  const known = Object.keys(systems[os]?.releases ?? {});
  report(
    diagnostic('UC101', {
      message: `\`${os}\` has no release \`${release ?? ''}\``,
      help: `write one of: ${known.map((name) => `"${name}"`).join(', ')}`,
      specPath: ['host', 'release'],
    }),
  );
  return undefined;
}

function versionOf(spec: Spec, of: VersionedProgram, system: HostSystem): Sourced<string> {
  const version = spec[of]?.version;
  if (version !== undefined) return sourced(version.replace(/^v/, ''), fromSpec(of, 'version'));
  return sourced(system[of], byDefault(`host system ${system.os} ${system.release}`));
}
