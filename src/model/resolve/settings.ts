/** All layers of one component on one host, joined with the component's and the image family's defaults. */
import { byDefault, fromSpec, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Spec } from '../../spec/schema.ts';
import { boundsOf } from '../bounds.ts';
import type { ComponentDefinition } from '../component.ts';
import type { Architecture, HostSystem, ImageFamily } from '../host-system.ts';
import { withMirror } from '../image-reference.ts';
import { type Layer, lastValue, mergedMap } from '../layers.ts';
import { startedByOwnImage } from '../own-image.ts';
import type { ArgumentSetting, ImageSources, MountSetting, Settings, UnitSetting } from '../settings.ts';
import { snapshotsOf } from '../snapshots.ts';

export interface SettingsContext {
  /** Name of the entry under `components`. */
  readonly name: string;
  readonly spec: Spec;
  readonly system: HostSystem;
  readonly definition: ComponentDefinition;
  readonly version: Sourced<string>;
  readonly architecture: Sourced<Architecture>;
  readonly layers: readonly Layer[];
}

/** What could not be resolved without the user: an image that no family has. */
export type SettingsProblem = { readonly kind: 'no-image'; readonly family: Sourced<ImageFamily> };

export interface ResolvedSettings {
  readonly settings: Settings;
  readonly problem?: SettingsProblem;
  /** Set when the image is a default that no registry serves any more. */
  readonly retiredImage?: string;
}

export function resolveSettings(context: SettingsContext): ResolvedSettings {
  const { definition, layers } = context;
  const component = byDefault(definition.arbitrary ? 'services' : `component ${definition.kind}`);
  const family = familyOf(context);
  const target = lastValue(layers, 'target') ?? sourced(definition.targets[0], component);
  const onHost = target.value === 'host';
  const image: ResolvedImage = onHost ? { value: sourced('') } : imageOf(context, family);
  const packageUser = onHost && definition.packageUser;
  const user = lastValue(layers, 'user') ?? (packageUser && sourced(packageUser, byDefault('the packages')));
  const standardDir = definition.dataDir?.(context.name);
  const dataDir = lastValue(layers, 'dataDir') ?? (standardDir && sourced(standardDir, component));
  const snapshots = snapshotsOf(layers, context.name);
  const settings: Settings = {
    target,
    form: formOf(context),
    launch: launchOf(context),
    set: mergedMap(layers, 'set', (component) => component.set),
    image: image.value,
    imageSources: sourcesOf(context, family),
    family,
    command: lastValue(layers, 'command') ?? commandOf(definition, target, family),
    pull: lastValue(layers, 'pull') ?? sourced('missing', component),
    delivery: lastValue(layers, 'delivery') ?? sourced('env-files', component),
    configFiles: lastValue(layers, 'configFiles') ?? sourced('spec', component),
    flags: mergedMap(layers, 'flags', (component) => component.flags),
    args: argumentsOf(layers),
    env: environmentOf(layers),
    bounds: boundsOf(layers),
    mounts: mountsOf(layers),
    ports: portsOf(context),
    unit: layers.flatMap(unitSettings),
    ...(user && { user }),
    ...(dataDir && { dataDir }),
    ...runtimeOf(layers),
    ...membersOf(layers),
    ...(snapshots && { snapshots }),
  };
  return {
    settings,
    ...(image.problem && { problem: image.problem }),
    ...(image.retired && { retiredImage: image.retired }),
  };
}

function commandOf(definition: ComponentDefinition, target: Sourced<string>, family: Sourced<ImageFamily>) {
  // What an image starts by itself; where that cannot be, a rule has said so.
  if (definition.arbitrary) return sourced('');
  if (target.value === 'host') {
    return { value: `/usr/bin/${definition.kind}`, from: mergeProvenance([byDefault('the packages')], target.from) };
  }
  const from = mergeProvenance(family.from, [byDefault(`image family ${family.value}`)]);
  return { value: definition.command(family.value), from };
}

/** The kubelet's container runtime and network plugins; a socket may be written as a path. */
function runtimeOf(layers: readonly Layer[]): Pick<Settings, 'criSocket' | 'cni'> {
  const socket = lastValue(layers, 'criSocket');
  const cni = lastValue(layers, 'cni');
  const directory = (key: 'binDir' | 'confDir', standard: string): Sourced<string> => {
    const written = cni?.value[key];
    const [at] = cni?.from ?? [];
    if (written === undefined || at?.kind !== 'spec') return sourced(standard, byDefault('CNI'));
    return sourced(written, fromSpec(...at.path, key));
  };
  return {
    ...(socket && { criSocket: { value: socket.value.replace(/^\//, 'unix:///'), from: socket.from } }),
    ...(cni && {
      cni: { binDir: directory('binDir', '/opt/cni/bin'), confDir: directory('confDir', '/etc/cni/net.d') },
    }),
  };
}

function membersOf(layers: readonly Layer[]): Pick<Settings, 'members'> {
  const members = lastValue(layers, 'members');
  return members === undefined ? {} : { members };
}

/** Under another target a form says nothing. */
function formOf({ definition, layers }: SettingsContext): Settings['form'] {
  const form = lastValue(layers, 'form') ?? sourced('rendered', byDefault(`component ${definition.kind}`));
  const target = lastValue(layers, 'target')?.value ?? definition.targets[0];
  return target === 'system-container' ? form : { value: 'rendered', from: form.from };
}

/** Implied where atomic writes the unit. */
function launchOf(context: SettingsContext): Settings['launch'] {
  const form = formOf(context);
  if (form.value === 'install') return { value: 'image', from: form.from };
  return lastValue(context.layers, 'launch') ?? sourced('unit', byDefault('unitc'));
}

function familyOf(context: SettingsContext): Sourced<ImageFamily> {
  const { spec, system, definition, layers } = context;
  const form = formOf(context);
  const own = lastValue(layers, 'family');
  if (own !== undefined) return own;
  // Only the distributions made images that atomic installs.
  if (form.value === 'install') return { value: 'distribution', from: form.from };
  if (definition.family !== undefined) return sourced(definition.family, byDefault(`component ${definition.kind}`));
  if (spec.images?.family !== undefined) return sourced(spec.images.family, fromSpec('images', 'family'));
  return sourced(system.family, byDefault(`host system ${system.os} ${system.release}`));
}

interface ResolvedImage {
  readonly value: Sourced<string>;
  readonly problem?: SettingsProblem;
  readonly retired?: string;
}

function imageOf(context: SettingsContext, family: Sourced<ImageFamily>): ResolvedImage {
  const given = lastValue(context.layers, 'image');
  const standard = standardImage(context, family);
  if (given === undefined) return standard ?? { value: sourced(''), problem: { kind: 'no-image', family } };
  // One of the user's own is made from the default.
  const retired = isMadeFromDefault(context) ? standard?.retired : undefined;
  return { value: given, ...(retired && { retired }) };
}

function isMadeFromDefault(context: SettingsContext): boolean {
  const target = lastValue(context.layers, 'target') ?? sourced(context.definition.targets[0], byDefault('target'));
  return startedByOwnImage({ settings: { target, form: formOf(context), launch: launchOf(context) } });
}

function standardImage(context: SettingsContext, family: Sourced<ImageFamily>): ResolvedImage | undefined {
  const { spec, system, definition, version, architecture } = context;
  const standard = definition.image({
    ...{ system, family: family.value, version: version.value, architecture: architecture.value },
  });
  if (standard === undefined) return undefined;
  const machine = standard.reference.includes(architecture.value)
    ? architecture.from.filter(({ kind }) => kind === 'spec')
    : [];
  const from = mergeProvenance(family.from, version.from, machine, [byDefault(`image family ${family.value}`)]);
  const mirror = spec.images?.mirror;
  if (mirror !== undefined) {
    const mirrored = withMirror(standard.reference, mirror);
    return { value: { value: mirrored, from: mergeProvenance(from, [fromSpec('images', 'mirror')]) } };
  }
  return { value: { value: standard.reference, from }, ...(standard.retired && { retired: standard.retired }) };
}

function sourcesOf(context: SettingsContext, family: Sourced<ImageFamily>): ImageSources {
  const { system, definition, version, architecture, layers } = context;
  const wanted = { system, version: version.value, architecture: architecture.value };
  const standard = definition.image({ ...wanted, family: family.value })?.reference;
  const upstream = definition.image({ ...wanted, family: 'upstream' })?.reference;
  const pulled = standardImage(context, family)?.value;
  return {
    named: lastValue(layers, 'image') !== undefined,
    ...(standard !== undefined && { standard }),
    ...(upstream !== undefined && { upstream }),
    ...(pulled && { pulled }),
  };
}

function argumentsOf(layers: readonly Layer[]): Sourced<ArgumentSetting>[] {
  const last = lastValue(layers, 'args');
  if (last === undefined) return [];
  return last.value.map((argument, index) => ({ value: argument, from: [elementOf(last, index)] }));
}

/** The provenance of one element of a list that stands in the spec. */
function elementOf(list: Sourced<unknown>, index: number) {
  const [source] = list.from;
  return source?.kind === 'spec' ? fromSpec(...source.path, index) : byDefault('component');
}

function environmentOf(layers: readonly Layer[]): Map<string, Sourced<string>> {
  const environment = new Map<string, Sourced<string>>();
  for (const [name, { value, from }] of mergedMap(layers, 'env', (component) => component.env)) {
    if (value !== null) environment.set(name, { value: String(value), from });
  }
  return environment;
}

function mountsOf(layers: readonly Layer[]): Sourced<MountSetting>[] {
  const last = lastValue(layers, 'mounts');
  if (last === undefined) return [];
  return last.value.map((mount, index) => ({
    value: { source: mount.source, target: mount.target ?? mount.source, options: mount.options ?? [] },
    from: [elementOf(last, index)],
  }));
}

function portsOf({ definition, layers }: SettingsContext): Map<string, Sourced<number>> {
  const component = byDefault(`component ${definition.kind}`);
  const ports = new Map<string, Sourced<number>>();
  for (const [name, port] of Object.entries(definition.ports)) ports.set(name, sourced(port, component));
  for (const [name, port] of mergedMap(layers, 'ports', (component) => component.ports)) ports.set(name, port);
  return ports;
}

function unitSettings(layer: Layer): UnitSetting[] {
  return Object.entries(layer.component.unit ?? {}).flatMap(([section, keys]) =>
    Object.entries(keys).flatMap(([key, value]) => {
      const path = [...layer.path, 'unit', section, key];
      const items = Array.isArray(value) ? value.map((item, index) => ({ item, at: [...path, index] })) : undefined;
      return (items ?? [{ item: value, at: path }]).map(({ item, at }) => ({
        section,
        key,
        value: sourced(item === null ? '' : String(item), fromSpec(...at)),
        path: at,
      }));
    }),
  );
}
