/**
 * Spec → Cluster: which component runs where, with which settings, and what follows for all of them.
 * Problems that make the cluster meaningless are reported here; everything that only compares parts
 * with each other is a rule in rules/.
 */
import { type Diagnostic, diagnostic } from '../core/diagnostic.ts';
import { nearest } from '../core/nearest.ts';
import { compareBytes } from '../core/order.ts';
import { byDefault, fromSpec, type Sourced, sourced } from '../core/provenance.ts';
import type { ComponentSpec, Spec } from '../spec/schema.ts';
import { type Account, accountsOf, type Resident } from './accounts.ts';
import { resolveCloud } from './cloud.ts';
import type { Cluster, Host, Instance } from './cluster.ts';
import type { ComponentDefinition, ComponentRegistry, VersionedProgram } from './component.ts';
import { resolveEndpoint } from './endpoint.ts';
import type { FlagTables } from './flags/index.ts';
import { resolveFlannel } from './flannel.ts';
import { findHostSystem, type HostSystem, type HostSystemTable } from './host-system.ts';
import { resolveImages } from './images.ts';
import { resolveKubeadm } from './kubeadm.ts';
import { resolveKubectl } from './kubectl.ts';
import { lastValue, layersOf, type Section } from './layers.ts';
import { resolvePackages } from './packages.ts';
import { resolvePki } from './pki.ts';
import { resolveSettings, type SettingsContext } from './resolve-settings.ts';
import { serviceNames } from './service-names.ts';
import { settingPath } from './setting-path.ts';

export interface ResolveContext {
  readonly registry: ComponentRegistry;
  /** Of everything under `services`. */
  readonly service: ComponentDefinition;
  readonly systems: HostSystemTable;
  readonly flagTables: FlagTables;
  readonly report: (diagnostic: Diagnostic) => void;
}

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

interface Entry {
  readonly name: string;
  readonly section: Section;
  readonly definition: ComponentDefinition;
}

/** Every registered kind under its own name, and what the spec adds under other names. */
function resolveEntries(spec: Spec, { registry, report }: ResolveContext): Entry[] {
  const entries = new Map<string, Entry>();
  for (const [kind, definition] of registry) entries.set(kind, { name: kind, section: 'components', definition });
  const places: { record: Readonly<Record<string, ComponentSpec>>; path: readonly string[] }[] = [
    { record: spec.components ?? {}, path: ['components'] },
    ...Object.entries(spec.roles ?? {}).map(([role, { components }]) => ({
      record: components ?? {},
      path: ['roles', role, 'components'],
    })),
    ...Object.entries(spec.hosts ?? {}).map(([host, { components }]) => ({
      record: components ?? {},
      path: ['hosts', host, 'components'],
    })),
  ];
  for (const { record, path } of places) {
    for (const [name, component] of Object.entries(record)) {
      const known = entries.get(name);
      const definition = component.kind === undefined ? known?.definition : registry.get(component.kind);
      if (definition === undefined) report(unknownComponent(name, [...path, name], registry));
      else if (known === undefined) entries.set(name, { name, section: 'components', definition });
      else if (known.definition !== definition)
        report(kindChanged(name, [...path, name, 'kind'], known.definition.kind));
    }
  }
  return [...entries.values()].sort((a, b) => compareBytes(a.name, b.name));
}

/** What stands under `services`, but for names that components have: those are reported by a rule. */
function resolveServices(spec: Spec, components: readonly Entry[], { service }: ResolveContext): Entry[] {
  const taken = new Set(components.map(({ name }) => name));
  return [...serviceNames(spec).keys()]
    .filter((name) => !taken.has(name))
    .map((name) => ({ name, section: 'services', definition: service }));
}

function unknownComponent(name: string, specPath: string[], registry: ComponentRegistry): Diagnostic {
  const kinds = [...registry.keys()];
  const close = nearest(name, kinds);
  return diagnostic('UC100', {
    message: `\`${name}\` is not a component that unitc knows`,
    help:
      close === undefined
        ? `give it a \`kind\`, one of: ${kinds.join(', ')}`
        : `write \`${close}\`, or give it a \`kind\`, one of: ${kinds.join(', ')}`,
    specPath,
  });
}

function kindChanged(name: string, specPath: string[], kind: string): Diagnostic {
  return diagnostic('UC102', {
    message: `the kind of \`${name}\` is \`${kind}\` and cannot be changed`,
    specPath,
  });
}

type Versions = Readonly<Record<VersionedProgram, Sourced<string>>>;

interface HostContext {
  readonly spec: Spec;
  readonly system: HostSystem;
  readonly entries: readonly Entry[];
  readonly versions: Versions;
  readonly retired: RetiredImages;
  readonly context: ResolveContext;
}

function resolveHost(name: string, { spec, system, entries, versions, retired, context }: HostContext): Host {
  const own = spec.hosts?.[name];
  const instances: Instance[] = [];
  const residents: Resident[] = [];
  const accounts: Account[] = [];
  const managed: Instance[] = [];
  const host: Host = {
    name,
    address: sourced(own?.address ?? '', fromSpec('hosts', name, 'address')),
    roles: own?.roles ?? [],
    architecture:
      own?.architecture === undefined
        ? sourced('amd64', byDefault('unitc'))
        : sourced(own.architecture, fromSpec('hosts', name, 'architecture')),
    instances,
    accounts,
    managed,
  };
  for (const { name: entry, section, definition } of dockerFirst(entries)) {
    if (definition.section !== undefined && spec[definition.section] === undefined) continue;
    const layers = layersOf(spec, name, entry, section);
    const version = definition.versionOf === undefined ? sourced('') : versions[definition.versionOf];
    const wanted = { name: entry, spec, system, definition, version, architecture: host.architecture, layers };
    if (spec.kubernetes?.kubeadm === true && definition.kubeadmRoles !== undefined) {
      if (definition.kubeadmRoles.some((role) => host.roles.includes(role)))
        managed.push(managedBy(host, wanted, retired));
      continue;
    }
    const written = lastValue(layers, 'on')?.value;
    // A service is on every host that one of its entries is for, unless it says which roles.
    const everywhere = section === 'services' && layers.length > 0 ? host.roles : [];
    const on = written ?? (entry === definition.kind && section === 'components' ? definition.roles : everywhere);
    const besideDocker = written === undefined && entry === definition.kind && definition.besideDocker === true;
    const joins = besideDocker && instances.some(({ settings }) => settings.target.value === 'docker');
    if (!joins && !on.some((role) => host.roles.includes(role))) continue;
    const { settings, problem, retiredImage } = resolveSettings(wanted);
    if (problem !== undefined && definition.arbitrary !== true)
      context.report(noImage(entry, settings.family, definition, host.architecture));
    noteRetired(retired, retiredImage, entry);
    const instance = { name: entry, section, kind: definition.kind, host, settings };
    instances.push(instance);
    residents.push([instance, definition]);
  }
  instances.sort((a, b) => compareBytes(a.name, b.name));
  accounts.push(...accountsOf(residents, system));
  managed.sort((a, b) => compareBytes(a.name, b.name));
  return withKubectl(host, { spec, system, entries, versions, retired, context });
}

/** What is missing is reported by a rule. */
function withKubectl(host: Host, { spec, system, versions, context: { registry } }: HostContext): Host {
  const self = host.instances.find(({ kind }) => kind === 'kube-apiserver');
  const definition = self && registry.get(self.kind);
  if (self === undefined || definition === undefined) return host;
  const [family, architecture] = [self.settings.family.value, host.architecture.value];
  const context = { system, family, version: versions.kubernetes.value, architecture };
  // Instances refer to this very object.
  const { kubectl } = resolveKubectl({ spec, self, definition, context });
  return kubectl === undefined ? host : Object.assign(host, { kubectl });
}

/** What kubeadm runs: the kubelet is its package's, everything else comes from upstream's images. */
function managedBy(host: Host, context: SettingsContext, retired: RetiredImages): Instance {
  const { name, definition } = context;
  const pods = definition.kind !== 'kubelet';
  const { settings, retiredImage } = resolveSettings({
    ...context,
    definition: { ...definition, targets: pods ? definition.targets : ['host'], family: 'upstream' },
  });
  if (pods) noteRetired(retired, retiredImage, name);
  return { name, section: 'components', kind: definition.kind, host, settings };
}

/** What runs beside docker's containers is looked at when these are known. */
function dockerFirst(entries: readonly Entry[]): Entry[] {
  const beside = ({ definition }: Entry) => definition.besideDocker === true;
  return [...entries.filter((entry) => !beside(entry)), ...entries.filter(beside)];
}

function noImage(
  entry: string,
  family: Sourced<string>,
  { kind, withoutImage }: ComponentDefinition,
  architecture: Sourced<string>,
): Diagnostic {
  const where = architecture.value === 'amd64' ? 'on this host system' : `on ${architecture.value}`;
  return diagnostic('UC103', {
    message: `the family \`${family.value}\` has no default image for \`${kind}\` ${where}`,
    help: withoutImage ?? `write \`image:\` under \`components.${entry}\``,
    specPath: settingPath(family, ['components', entry]),
  });
}

/** Components by what happened to the registry of their default image. */
type RetiredImages = Map<string, Set<string>>;

function noteRetired(retired: RetiredImages, why: string | undefined, name: string): void {
  if (why !== undefined) retired.set(why, (retired.get(why) ?? new Set()).add(name));
}

function reportRetired(retired: RetiredImages, { report }: ResolveContext): void {
  for (const [why, names] of retired) {
    const list = [...names].map((name) => `\`${name}\``).join(', ');
    report(
      diagnostic('UC104', {
        message: `nobody serves the default image of ${list} any more`,
        why,
        specPath: ['host', 'os'],
      }),
    );
  }
}

function versionOf(spec: Spec, of: VersionedProgram, system: HostSystem): Sourced<string> {
  const version = spec[of]?.version;
  if (version !== undefined) return sourced(version.replace(/^v/, ''), fromSpec(of, 'version'));
  return sourced(system[of], byDefault(`host system ${system.os} ${system.release}`));
}
