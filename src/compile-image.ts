/** The image form of a system container: a resolved cluster → the build context of one component's image. */

import { type CompileOptions, targetContext } from './compile.ts';
import { components } from './components/registry.ts';
import type { Diagnostic } from './core/diagnostic.ts';
import { unknownHost, unknownName } from './core/unknown-name.ts';
import { difference, imageLayout, imageTrees } from './image-trees.ts';
import type { Cluster, Instance } from './model/cluster.ts';
import type { ComponentDefinition } from './model/component.ts';
import { sharersOf, startedByOwnImage, tagOf } from './model/own-image.ts';
import { FileTree } from './tree/file-tree.ts';
import { hostLayout } from './tree/layout.ts';

export interface ImageQuestion {
  /** Name of an instance: `etcd`, `etcd-events`. */
  readonly component: string;
  /** Only for this host; without it for all, which then have to agree. */
  readonly host?: string;
}

export type CompiledImage =
  | {
      readonly ok: true;
      readonly tree: FileTree;
      /** Under which name hosts look for it, where the spec says that. */
      readonly tag?: string;
      readonly diagnostics: readonly Diagnostic[];
    }
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
  const diagnostics: Diagnostic[] = [];
  const layout = imageLayout(hostLayout, question.component);
  const context = targetContext(cluster, { ...options, layout }, (one) => diagnostics.push(one));
  const trees = imageTrees(cluster, found, { context, bundle: options.bundle });
  const differs = difference(trees);
  if (differs !== undefined) {
    const [one, other] = differs.hosts;
    const message = `\`${differs.path}\` would differ between the hosts \`${one}\` and \`${other}\``;
    return { ok: false, message, help: 'make an image for one of them with `--host`' };
  }
  const tag = tagOf(first)?.value;
  return { ok: true, tree: trees[0]?.tree ?? FileTree.build([]).tree, ...(tag && { tag }), diagnostics };
}

type Refusal = Pick<Extract<CompiledImage, { ok: false }>, 'message' | 'help'>;

function instances(cluster: Cluster, { component, host }: ImageQuestion): Instance[] | Refusal {
  const hosts = cluster.hosts.filter(({ name }) => host === undefined || name === host);
  if (host !== undefined && hosts.length === 0) return unknownHost('the spec', host, namesOf(cluster.hosts));
  const instances = hosts.flatMap((one) => one.instances);
  const found = instances.filter(({ name }) => name === component);
  const where = host === undefined ? 'the spec' : `host \`${host}\``;
  if (found.length === 0) {
    return unknownName(`${where} runs no`, component, namesOf(instances), 'it runs');
  }
  return sharing(cluster, found, host);
}

function namesOf(named: readonly { readonly name: string }[]): string[] {
  return named.map(({ name }) => name);
}

/** With `launch: image` an image is for the hosts that name it, also where one of them is asked for. */
function sharing(cluster: Cluster, found: Instance[], host: string | undefined): Instance[] | Refusal {
  const [first] = found;
  if (first === undefined || !found.some(startedByOwnImage)) return found;
  const all = sharersOf(cluster, first);
  const other = found.find((one) => (startedByOwnImage(first) ? !all.includes(one) : startedByOwnImage(one)));
  if (host !== undefined || other === undefined) return all;
  return {
    message: `the hosts \`${first.host.name}\` and \`${other.host.name}\` do not take the same image`,
    help: 'make the image of one of them with `--host`',
  };
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
