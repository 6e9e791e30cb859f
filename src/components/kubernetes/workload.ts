/** What all components of Kubernetes have in common. */
import { byDefault, mergeProvenance, type Provenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { directoriesOf } from '../../model/pki.ts';
import type { MountSetting } from '../../model/settings.ts';
import type {
  Arg,
  ConfigurationFile,
  KernelNeeds,
  PackagedUnit,
  Probe,
  StateDirectory,
  StateFile,
  StateLink,
  Workload,
} from '../../model/workload.ts';
import { argumentWords, type DefaultFlag, flagWord, mergeFlags } from '../flags.ts';
import { cloudFlags, cloudMounts } from './cloud.ts';
import { subcommand } from './image.ts';
import { ownAssignments, type PackageVariable, variableWords, wordsByVariable } from './package-variables.ts';
import { sharedConfig, sharedConfigPath, sharedDefaults, sharedWords } from './shared-config.ts';

export interface KubernetesComponent {
  /** Variables of the packages' unit, in its order. */
  readonly variables: readonly PackageVariable[];
  /** Its own file below /etc/kubernetes: `apiserver`. */
  readonly file: string;
  readonly flags: readonly DefaultFlag[];
  /** Certificates, keys and kubeconfigs that its flags name. */
  readonly reads: readonly Sourced<string>[];
  /** Kinds of the same host that it comes after. */
  readonly after: readonly string[];
  /** Units that are started with it, in no order. */
  readonly wants?: readonly Sourced<string>[];
  /** Other units that it uses. */
  readonly usesUnits?: readonly Sourced<string>[];
  readonly probe: Probe;
  readonly successExitStatus: readonly number[];
  readonly endSeconds?: number;
  readonly packaged: PackagedUnit;
  /** Directories that it writes to, besides those of a node. */
  readonly state?: readonly StateDirectory[];
  /** What a component of a node needs beside that. */
  readonly node?: NodeNeeds;
}

export interface NodeNeeds {
  readonly hostPid: boolean;
  readonly sharedMounts: boolean;
  /** Before /etc/kubernetes, in this order. */
  readonly mounts: readonly Sourced<MountSetting>[];
  readonly state: readonly StateDirectory[];
  readonly stateFiles: readonly StateFile[];
  readonly stateLinks?: readonly StateLink[];
  readonly kernel: KernelNeeds;
}

const configurationDirectory = '/etc/kubernetes';

export function kubernetesWorkload(cluster: Cluster, self: Instance, component: KubernetesComponent): Workload {
  const { settings } = self;
  const fromEnvironment = settings.delivery.value === 'env-files';
  const flags = flagsOf(cluster, self, component);
  const rest = argumentWords(settings.args);
  const ownFile = `${configurationDirectory}/${component.file}`;
  const startedByImage = settings.launch.value === 'image' && settings.target.value === 'docker';
  const literal: Sourced<Arg>[] = [...flags.map(({ word }) => word), ...rest];
  return {
    name: self.name,
    kind: self.kind,
    template: `units/${self.kind}.service.mustache`,
    image: settings.image,
    pull: settings.pull,
    program: settings.command,
    argv: [
      ...subcommand(cluster, self),
      ...(fromEnvironment ? variableWords(component.variables, packagesOrder(settings.delivery)) : literal),
    ],
    ...(startedByImage && { startedByImage }),
    environmentFiles: fromEnvironment ? fileOrder(sharedConfigPath, ownFile, startedByImage) : [],
    env: settings.env,
    mounts: [...(component.node?.mounts ?? []), ...mountsOf(self, component.reads), ...cloudMounts(cluster, self)],
    capabilities: ['CAP_NET_BIND_SERVICE', 'CAP_DAC_READ_SEARCH'],
    openFiles: 16384,
    privileged: component.node !== undefined,
    hostPid: component.node?.hostPid ?? false,
    sharedMounts: component.node?.sharedMounts ?? false,
    ...(settings.user && { user: settings.user }),
    state: component.node?.state ?? component.state ?? [],
    stateFiles: component.node?.stateFiles ?? [],
    stateLinks: component.node?.stateLinks ?? [],
    ...(component.node && { kernel: component.node.kernel }),
    packaged: component.packaged,
    files: fromEnvironment
      ? [sharedConfig(cluster), fileOf(cluster, ownFile, component, flags, rest, startedByImage)]
      : [],
    configFiles: settings.configFiles,
    after: unitsOf(self, component.after),
    uses: component.usesUnits ?? [],
    wants: component.wants ?? [],
    probe: component.probe,
    successExitStatus: component.successExitStatus,
    stopSeconds: 20,
    ...(component.endSeconds && { endSeconds: component.endSeconds }),
    unit: settings.unit,
  };
}

/** The packages' units read the shared file first, the start scripts of the images last: the last one wins. */
function fileOrder(shared: string, own: string, startedByImage: boolean): string[] {
  return startedByImage ? [own, shared] : [shared, own];
}

function packagesOrder(delivery: Sourced<string>): Provenance {
  return delivery.from[0] ?? byDefault('the kubernetes packages');
}

function flagsOf(cluster: Cluster, self: Instance, component: KubernetesComponent) {
  const names = component.variables.map(({ name }) => name);
  const defaults = [...sharedDefaults(cluster, names), ...component.flags, ...cloudFlags(cluster, self)];
  return mergeFlags(defaults, self.settings).map(({ name, value, from }) => ({
    name,
    word: flagWord(name, value, from),
  }));
}

function fileOf(
  cluster: Cluster,
  path: string,
  { variables }: KubernetesComponent,
  flags: readonly { name: string; word: Sourced<string> }[],
  rest: readonly Sourced<string>[],
  startedByImage: boolean,
): ConfigurationFile {
  const words = wordsByVariable(variables, flags, rest);
  const names = new Set(variables.map(({ name }) => name));
  const shared = new Map([...sharedWords(cluster)].filter(([name]) => names.has(name)));
  return {
    path,
    comment: startedByImage
      ? `Read by the image's start script, as shell and before ${sharedConfigPath}: what is set there wins.`
      : `Read after ${sharedConfigPath}: what is set here wins. The unit passes the variables in a fixed order.`,
    assignments: ownAssignments(variables, words, shared),
  };
}

/** /etc/kubernetes as the packages have it, then directories of certificates elsewhere, then the spec's. */
function mountsOf({ kind, settings }: Instance, reads: readonly Sourced<string>[]): Sourced<MountSetting>[] {
  const readOnly = (path: string, from: readonly Provenance[]): Sourced<MountSetting> => ({
    value: { source: path, target: path, options: ['ro'] },
    from,
  });
  const outside = directoriesOf(reads).filter(
    ({ value }) => value !== configurationDirectory && !value.startsWith(`${configurationDirectory}/`),
  );
  return [
    readOnly(configurationDirectory, [byDefault(`component ${kind}`)]),
    ...outside.map(({ value, from }) => readOnly(value, mergeProvenance(from))),
    ...settings.mounts,
  ];
}

function unitsOf(self: Instance, kinds: readonly string[]): Sourced<string>[] {
  return self.host.instances
    .filter(({ kind, name }) => kinds.includes(kind) && name === kind)
    .map(({ name }) => sourced(`${name}.service`, byDefault(`component ${self.kind}`)));
}
