/** Instances that share an image → its build context, as each of them would have it made. */
import { components } from './components/registry.ts';
import { derived, type Sourced, sourced } from './core/provenance.ts';
import type { Cluster, Instance } from './model/cluster.ts';
import type { ComponentDefinition } from './model/component.ts';
import { flagTables, isTaken, rowState } from './model/flags/index.ts';
import { startedByOwnImage, tagOf } from './model/own-image.ts';
import type { Workload } from './model/workload.ts';
import { images } from './targets/registry.ts';
import type { TargetContext } from './targets/target.ts';
import type { Bundle } from './template/bundle.ts';
import { FileTree } from './tree/file-tree.ts';
import type { Layout } from './tree/layout.ts';

export interface HostImage {
  readonly host: string;
  readonly tree: FileTree;
}

const image = derived('an image is a system container, and configured by files, for all hosts');

/** `sharers` are instances of one name; the trees are those of one image where they are alike, see `difference`. */
export function imageTrees(
  cluster: Cluster,
  sharers: readonly Instance[],
  { context, bundle }: { readonly context: TargetContext; readonly bundle: Bundle },
): HostImage[] {
  const [first] = sharers;
  const definition = first && components.get(first.kind);
  if (definition === undefined) return [];
  const flags = flagsOf(cluster, definition, bundle);
  const workloads = sharers.map((self) => inImageWorkload(definition.workload(cluster, inImage(self)), self));
  const variables = images.variables(workloads, flags);
  return sharers.flatMap((self, index) => {
    const own = workloads[index];
    if (own === undefined) return [];
    const version = versionOf(cluster, definition);
    const tag = tagOf(self);
    const { tree, collisions } = FileTree.build(
      images.files(
        {
          workload: images.shared(own, workloads),
          version,
          ...(tag && { tag }),
          hasShell: definition.hasShell?.({ family: self.settings.family.value, version: version.value }) ?? true,
          variables,
          hostFiles: images.hostFiles(cluster, definition.kind, context),
        },
        context,
      ),
    );
    const [collision] = collisions;
    if (collision !== undefined) throw new Error(`${collision.path} twice in an image`);
    return [{ host: self.host.name, tree }];
  });
}

/** One image for all hosts has one text of each file: the first path where they are not alike, and whose they are. */
export function difference(
  trees: readonly HostImage[],
): { path: string; hosts: readonly [string, string] } | undefined {
  const [first, ...others] = trees;
  if (first === undefined) return undefined;
  for (const { host, tree } of others) {
    for (const artifact of tree) {
      const other = first.tree.get(artifact.path);
      if (artifact.type === 'file' && other?.type === 'file' && artifact.content === other.content) continue;
      return { path: artifact.path, hosts: [first.host, host] };
    }
  }
  return undefined;
}

/** Helpers have a directory for each container, so that removing one does not take another's away. */
export function imageLayout(layout: Layout, component: string): Layout {
  return { ...layout, helpers: `${layout.helpers}/${component}` };
}

function inImage(self: Instance): Instance {
  const { settings } = self;
  const target = sourced('system-container', image);
  const delivery = sourced('env-files' as const, image);
  // The image that the spec names is then this one.
  const from = startedByOwnImage(self) ? settings.imageSources.pulled : settings.image;
  return {
    ...self,
    settings: { ...settings, target, delivery, form: sourced('rendered', image), image: from ?? settings.image },
  };
}

/** The files come with the image, and are the operator's once they are on a host. */
function inImageWorkload(workload: Workload, { settings, host }: Instance): Workload {
  const { architecture } = host;
  return { ...workload, configFiles: sourced('spec', image), bounds: settings.bounds, architecture };
}

function versionOf({ kubernetes, etcdVersion, flannel }: Cluster, { kind, versionOf }: ComponentDefinition) {
  const versions: Readonly<Record<string, Sourced<string> | undefined>> = {
    kubernetes: kubernetes.version,
    etcd: etcdVersion,
    flannel: flannel?.version,
  };
  const version = versionOf && versions[versionOf];
  if (version === undefined) throw new Error(`${kind} has no version`);
  return version;
}

/** Those that the program has at its version. */
function flagsOf(cluster: Cluster, definition: ComponentDefinition, bundle: Bundle): string[] {
  const { value } = versionOf(cluster, definition);
  return [...(flagTables(bundle.data).get(definition.kind)?.rows ?? [])]
    .filter(([, lives]) => lives.some((row) => isTaken(rowState(row, value))))
    .map(([name]) => name)
    .filter((flag) => flag !== 'help' && flag !== 'version')
    .sort();
}
