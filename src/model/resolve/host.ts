/** What runs on one host, with which settings. */
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { compareBytes } from '../../core/order.ts';
import { byDefault, fromSpec, type Sourced, sourced } from '../../core/provenance.ts';
import type { Spec } from '../../spec/schema.ts';
import { type Account, accountsOf, type Resident } from '../accounts.ts';
import type { Host, Instance } from '../cluster.ts';
import type { ComponentDefinition, VersionedProgram } from '../component.ts';
import type { HostSystem } from '../host-system.ts';
import { resolveKubectl } from '../kubectl.ts';
import { lastValue, layersOf } from '../layers.ts';
import { settingPath } from '../setting-path.ts';
import type { ResolveContext } from './context.ts';
import type { Entry } from './entries.ts';
import { noteRetired, type RetiredImages } from './retired-images.ts';
import { resolveSettings, type SettingsContext } from './settings.ts';

type Versions = Readonly<Record<VersionedProgram, Sourced<string>>>;

interface HostContext {
  readonly spec: Spec;
  readonly system: HostSystem;
  readonly entries: readonly Entry[];
  readonly versions: Versions;
  readonly retired: RetiredImages;
  readonly context: ResolveContext;
}

export function resolveHost(name: string, { spec, system, entries, versions, retired, context }: HostContext): Host {
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
