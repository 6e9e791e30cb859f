/** The image form of a system container: a resolved cluster → the build context of one component's image. */

import { type CompileOptions, targetContext } from './compile.ts';
import { components } from './components/registry.ts';
import type { Diagnostic } from './core/diagnostic.ts';
import { nearest } from './core/nearest.ts';
import { derived, sourced } from './core/provenance.ts';
import type { Cluster, Instance } from './model/cluster.ts';
import type { ComponentDefinition } from './model/component.ts';
import { flagTables, isTaken, rowState } from './model/flags/index.ts';
import type { Workload } from './model/workload.ts';
import { images } from './targets/registry.ts';
import type { TargetContext } from './targets/target.ts';
import { FileTree } from './tree/file-tree.ts';
import { hostLayout } from './tree/layout.ts';

export interface ImageQuestion {
  /** Name of an instance: `etcd`, `etcd-events`. */
  readonly component: string;
  /** Only for this host; without it for all, which then have to agree. */
  readonly host?: string;
}

export type CompiledImage =
  | { readonly ok: true; readonly tree: FileTree; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly message: string; readonly help: string };

export function compileImage(cluster: Cluster, question: ImageQuestion, options: CompileOptions): CompiledImage {
  const found = instances(cluster, question);
  if ('message' in found) return { ok: false, ...found };
  const [first] = found;
  const definition = first && components.get(first.kind);
  if (first === undefined || definition === undefined) {
    const message = `\`${question.component}\` is a service, and its image is somebody else's`;
    return { ok: false, message, help: 'only images of components are made' };
  }
  const problem = found.map((self) => refusal(self, definition)).find((one) => one !== undefined);
  if (problem !== undefined) return { ok: false, ...problem };
  const workloads = found.map((self) => inImageWorkload(definition.workload(cluster, inImage(self)), self));
  const diagnostics: Diagnostic[] = [];
  const context = targetContext(cluster, { ...options, layout: layoutOf(question.component) }, (one) =>
    diagnostics.push(one),
  );
  const trees = found.map((self, index) => ({
    host: self.host.name,
    tree: render(cluster, { definition, workloads, index, self }, context, options),
  }));
  return different(trees) ?? { ok: true, tree: trees[0]?.tree ?? FileTree.build([]).tree, diagnostics };
}

type Refusal = Pick<Extract<CompiledImage, { ok: false }>, 'message' | 'help'>;

function instances(cluster: Cluster, { component, host }: ImageQuestion): Instance[] | Refusal {
  const hosts = cluster.hosts.filter(({ name }) => host === undefined || name === host);
  if (hosts.length === 0) return unknown(`the spec has no host \`${host}\``, host ?? '', cluster.hosts);
  const found = hosts.flatMap((one) => one.instances.filter(({ name }) => name === component));
  const where = host === undefined ? 'the spec' : `host \`${host}\``;
  if (found.length === 0) {
    return unknown(
      `${where} runs no \`${component}\``,
      component,
      hosts.flatMap((one) => one.instances),
    );
  }
  return found;
}

const image = derived('an image is a system container, and configured by files, for all hosts');

function inImage(self: Instance): Instance {
  const target = sourced('system-container', image);
  const delivery = sourced('env-files' as const, image);
  return { ...self, settings: { ...self.settings, target, delivery, form: sourced('rendered', image) } };
}

/** The files come with the image, and are the operator's once they are on a host. */
function inImageWorkload(workload: Workload, { settings }: Instance): Workload {
  return { ...workload, configFiles: sourced('spec', image), bounds: settings.bounds };
}

function unknown(message: string, name: string, known: readonly { readonly name: string }[]): Refusal {
  const names = [...new Set(known.map((one) => one.name))].sort();
  const close = nearest(name, names);
  return { message, help: close === undefined ? `there are ${names.join(', ')}` : `did you mean \`${close}\`?` };
}

function refusal({ name, settings }: Instance, { targets }: ComponentDefinition): Refusal | undefined {
  const { target, user } = settings;
  if (!targets.includes('system-container')) {
    return { message: `\`${name}\` cannot be a system container`, help: `it runs under ${targets.join(', ')}` };
  }
  if (target.value === 'host') {
    return {
      message: `\`${name}\` comes from a package here, so there is no image to make another of`,
      help: 'write `target: system-container` for it',
    };
  }
  // Under docker a name may be one of the image's own users.
  if (user === undefined || /^\d{1,9}(:\d{1,9})?$/.test(user.value)) return undefined;
  return {
    message: `a system container takes a numeric user, not \`${user.value}\``,
    help: 'write the uid, with `:gid` where it differs',
  };
}

/** Helpers have a directory for each container, so that removing one does not take another's away. */
function layoutOf(component: string) {
  return { ...hostLayout, helpers: `${hostLayout.helpers}/${component}` };
}

interface Chosen {
  readonly definition: ComponentDefinition;
  readonly workloads: readonly Workload[];
  readonly index: number;
  readonly self: Instance;
}

function render(cluster: Cluster, chosen: Chosen, context: TargetContext, { bundle }: CompileOptions): FileTree {
  const { definition, workloads, index, self } = chosen;
  const own = workloads[index];
  if (own === undefined) throw new Error('an instance without a workload');
  const { kind, versionOf } = definition;
  const version =
    versionOf === 'kubernetes'
      ? cluster.kubernetes.version
      : versionOf === 'etcd'
        ? cluster.etcdVersion
        : cluster.flannel?.version;
  if (version === undefined) throw new Error(`${kind} has no version`);
  const rows = [...(flagTables(bundle.data).get(kind)?.rows ?? [])];
  const flags = rows
    .filter(([, lives]) => lives.some((row) => isTaken(rowState(row, version.value))))
    .map(([name]) => name);
  const { tree, collisions } = FileTree.build(
    images.files(
      {
        workload: images.shared(own, workloads),
        version,
        hasShell: definition.hasShell?.({ family: self.settings.family.value, version: version.value }) ?? true,
        variables: images.variables(workloads, flags.filter((flag) => flag !== 'help' && flag !== 'version').sort()),
        hostFiles: images.hostFiles(cluster, kind, context),
      },
      context,
    ),
  );
  const [collision] = collisions;
  if (collision !== undefined) throw new Error(`${collision.path} twice in an image`);
  return tree;
}

/** One image for all hosts has one text of each file. */
function different(trees: readonly { readonly host: string; readonly tree: FileTree }[]): CompiledImage | undefined {
  const [first, ...others] = trees;
  for (const { host, tree } of first === undefined ? [] : others) {
    for (const artifact of tree) {
      const other = first?.tree.get(artifact.path);
      if (artifact.type === 'file' && other?.type === 'file' && artifact.content === other.content) continue;
      return {
        ok: false,
        message: `\`${artifact.path}\` would differ between the hosts \`${first?.host}\` and \`${host}\``,
        help: 'make an image for one of them with `--host`',
      };
    }
  }
  return undefined;
}
