/** The pipeline: spec → model → workloads → artifacts → one file tree for each host. */
import { readDirectiveTable } from './codec/unit/index.ts';
import { components, programs, service } from './components/registry.ts';
import { type Diagnostic, diagnostic, hasErrors } from './core/diagnostic.ts';
import { hostNeeds } from './inventory/needs.ts';
import { componentClashes, openPorts, portClashes } from './inventory/ports/index.ts';
import { ruleContext } from './lint/findings.ts';
import { lintOrder } from './lint/lint-order.ts';
import { lintUnits } from './lint/lint-units.ts';
import type { Cluster, Host } from './model/cluster.ts';
import { flagTables } from './model/flags/index.ts';
import { hostSystemTable } from './model/host-system.ts';
import { missingOf } from './model/missing-of.ts';
import { resolve } from './model/resolve.ts';
import { rules } from './model/rules/registry.ts';
import { withManifest } from './outputs/with-manifest.ts';
import { ownImages } from './own-images.ts';
import { placeDiagnostics } from './place-diagnostics.ts';
import { fileEffects } from './plan/file-effects.ts';
import { loadSpec } from './spec/load.ts';
import type { Vocabulary } from './spec/schema/vocabulary.ts';
import { afterAccounts } from './targets/accounts.ts';
import { hostParts, images, kubeadmKubelet, targets } from './targets/registry.ts';
import type { TargetContext } from './targets/target.ts';
import type { Bundle } from './template/bundle.ts';
import type { Artifact } from './tree/artifact.ts';
import { type Collision, FileTree } from './tree/file-tree.ts';
import { hostLayout, type Layout, type LayoutName } from './tree/layout.ts';
import type { ManifestNeed } from './tree/manifest.ts';

export interface CompileInput {
  /** Name of the spec file as the user wrote it: `cluster.yaml`, `-`. */
  readonly entry: string;
  /** Text of a file, named relative to the entry's own base as `extends` does; undefined when it cannot be read. */
  readonly read: (file: string) => string | undefined;
}

export interface CompileOptions {
  readonly bundle: Bundle;
  /** Version of unitc, for the header comments. */
  readonly version: string;
  readonly layout?: Layout;
}

export interface CompileResult {
  /** By host name, in bytewise order; empty as soon as there is an error. */
  readonly trees: ReadonlyMap<string, FileTree>;
  /** In document order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that were read, by the file name that diagnostics use. */
  readonly sources: ReadonlyMap<string, string>;
  /** Of the spec: its `name`, for manifests. */
  readonly name?: string;
  /** What the spec means; absent as soon as there is an error. */
  readonly cluster?: Cluster;
}

/** The names that close the enumerations of the spec language. */
export function vocabulary(bundle: Bundle): Vocabulary {
  return {
    kinds: [...components.keys()],
    targets: [...targets.keys()],
    hostSystems: Object.keys(hostSystemTable(bundle.data['host-systems'])),
  };
}

/** Synchronous and pure: the same input and options give the same result. Never throws for a user's mistake. */
export function compile(input: CompileInput, options: CompileOptions): CompileResult {
  const loaded = loadSpec(input, vocabulary(options.bundle));
  const { spec, locator, sources } = loaded;
  const found: Diagnostic[] = [...loaded.diagnostics];
  const report = (problem: Diagnostic) => found.push(problem);
  const finish = (trees: ReadonlyMap<string, FileTree>, cluster?: Cluster): CompileResult => ({
    trees: hasErrors(found) ? new Map() : trees,
    diagnostics: placeDiagnostics(found, locator, sources),
    sources,
    ...(cluster !== undefined && { name: cluster.name.value }),
    ...(cluster !== undefined && !hasErrors(found) && { cluster }),
  });
  if (spec === undefined) return finish(new Map());
  const systems = hostSystemTable(options.bundle.data['host-systems']);
  const tables = flagTables(options.bundle.data);
  const resolved = resolve(spec, { registry: components, service, systems, flagTables: tables, report });
  if (resolved === undefined) return finish(new Map());
  const { cluster } = resolved;
  const context = { ...resolved, spec, registry: programs, flagTables: tables };
  for (const rule of rules) rule(context, report);
  const open = openPorts(cluster);
  for (const clash of [...portClashes(cluster, open), ...componentClashes(cluster, open)]) report(clash);
  // Of a cluster with errors no tree is given away, and what it needs may not be known.
  const needs = hasErrors(found) ? new Map() : hostNeeds(cluster);
  return finish(renderHosts(cluster, needs, options, report), cluster);
}

function renderHosts(
  cluster: Cluster,
  needsOf: ReadonlyMap<string, readonly ManifestNeed[]>,
  { bundle, version, layout = hostLayout }: CompileOptions,
  report: (problem: Diagnostic) => void,
): Map<string, FileTree> {
  const name = cluster.name.value;
  const context = targetContext(cluster, { bundle, version, layout }, report);
  const lintContext = ruleContext({ data: bundle.data, systemd: cluster.system.systemd });
  const trees = new Map<string, FileTree>();
  const imageTrees = ownImages(cluster, { context, bundle });
  for (const host of cluster.hosts) {
    const { tree, collisions } = FileTree.build([
      ...host.instances.flatMap((self) => renderInstance(cluster, self, context, imageTrees.get(self))),
      ...host.managed.flatMap((self) => renderManaged(cluster, self, context)),
      ...hostParts.flatMap((part) => part(cluster, host, context)),
    ]);
    for (const collision of collisions) report(collided(collision, host));
    if (collisions.length > 0) continue;
    lintUnits(tree, lintContext, report);
    lintOrder(tree, report);
    const effects = fileEffects(tree, context);
    const needs = needsOf.get(host.name) ?? [];
    trees.set(host.name, withManifest(tree, layout, { name, host: host.name, version, effects, needs }));
  }
  return trees;
}

/** What becomes of an edited configuration file. */
const configurationFate: Readonly<Record<LayoutName, string>> = {
  host: 'unpacking it again replaces this file.',
  package: 'a newer package keeps this file once it is edited.',
};

/** What targets are given: the same for all hosts. */
export function targetContext(
  { name, system }: Cluster,
  { bundle, version, layout = hostLayout }: CompileOptions,
  report: (problem: Diagnostic) => void,
): TargetContext {
  return {
    bundle,
    directives: readDirectiveTable(bundle.data.directives),
    layout,
    system,
    header: `Generated by unitc ${version} from the spec ${name.value}; edit the spec, not this file.`,
    configurationHeader: `Generated by unitc ${version} from the spec ${name.value}; ${configurationFate[layout.name]}`,
    defaultHeader: `Generated by unitc ${version} from the spec ${name.value}; a copy of it is made once, and is yours from then on.`,
    report,
  };
}

function renderInstance(
  cluster: Cluster,
  self: Host['instances'][number],
  context: TargetContext,
  image: FileTree | undefined,
): Artifact[] {
  const component = programs.get(self.kind);
  const target = targets.get(self.settings.target.value);
  // A target that the component does not support has been reported, and so has what a service lacks; the other
  // instances still have things to say.
  if (component === undefined || target === undefined || !component.targets.includes(target.name)) return [];
  if (missingOf(self).length > 0) return [];
  const workload = afterAccounts(component.workload(cluster, self), self);
  const { bounds } = self.settings;
  const whole = { ...workload, bounds, architecture: self.host.architecture };
  return image === undefined ? target.render(whole, context) : images.installed(whole, image, context);
}

/** Of what kubeadm runs, only the kubelet is a unit; everything else stands in kubeadm's configuration. */
function renderManaged(cluster: Cluster, self: Host['instances'][number], context: TargetContext): Artifact[] {
  const component = components.get(self.kind);
  if (component === undefined || self.name !== 'kubelet') return [];
  return kubeadmKubelet.render(component.workload(cluster, self), context);
}

function collided({ path, first, second }: Collision, host: Host): Diagnostic {
  const owners = [second, first].map(({ origin }) => origin.component);
  const own = host.instances.find(({ name, section }) => section === 'services' && owners.includes(name));
  return diagnostic('UC500', {
    message: `two components want \`/${path}\` on host \`${host.name}\``,
    label: `${first.origin.component} and ${second.origin.component}`,
    specPath: own === undefined ? ['components', second.origin.component] : ['services', own.name],
  });
}
