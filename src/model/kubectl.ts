/**
 * kubectl on the hosts of the control plane: from which image, and how it gets to the host. By itself it is
 * copied where the API server's own image has it, as the distributions' system containers copied it: the
 * scripts that put addons into a cluster call it there.
 */
import { byDefault, derived, fromSpec, mergeProvenance, type Sourced, sourced } from '../core/provenance.ts';
import type { Spec } from '../spec/schema.ts';
import type { Instance, Kubectl } from './cluster.ts';
import type { ComponentDefinition, ImageContext } from './component.ts';
import { withMirror } from './image-reference.ts';

type Mode = 'copy' | 'wrapper' | 'none';

interface Written {
  readonly by?: Sourced<Mode>;
  readonly image?: Sourced<string>;
  readonly command?: Sourced<string>;
}

export interface ResolvedKubectl {
  readonly kubectl?: Kubectl;
  /** Set where the spec wants one and no image has it; the setting that asks for it. */
  readonly missing?: Sourced<unknown>;
}

export interface KubectlContext {
  readonly spec: Spec;
  /** The API server on the host. */
  readonly self: Instance;
  readonly definition: ComponentDefinition;
  readonly context: ImageContext;
}

export function resolveKubectl({ spec, self, definition, context }: KubectlContext): ResolvedKubectl {
  const written = writtenKubectl(spec);
  const client = definition.client?.(context);
  const { target, family, image, imageSources, pull } = self.settings;
  const isOwn = client !== undefined && client.image === undefined;
  // Nobody knows what an image that the spec names has beside the API server.
  const standard: Mode = isOwn && target.value !== 'host' && !imageSources.named ? 'copy' : 'none';
  const by = written.by ?? sourced(written.image === undefined ? standard : 'copy', byDefault('component kubectl'));
  if (by.value === 'none') return {};
  const asked = written.by ?? written.image ?? written.command;
  const path = written.command ?? (client && { value: client.command, from: family.from });
  const reference = written.image ?? referenceOf(spec, { ...context, own: isOwn ? image : undefined, definition });
  // What nobody asked for is not missed: that the API server has no image either is another report.
  if (path === undefined || reference === undefined) return asked === undefined ? {} : { missing: asked };
  const isOwnImage = written.image === undefined && isOwn && target.value !== 'host';
  const words = written.command === undefined ? (client?.words ?? []) : [];
  return {
    kubectl: {
      by: { value: by.value, from: by.from },
      image: { value: reference.value, from: mergeProvenance(by.from, reference.from) },
      command: path,
      words,
      pull: isOwnImage ? pull : sourced('missing', byDefault('component kubectl')),
      ...(isOwnImage && { container: self.name }),
      ...(isOwnImage && target.value === 'system-container' && by.value === 'copy' && { fromRootfs: true }),
      ...(!isOwnImage && { source: (written.image ? undefined : sourceOf(definition, context)) ?? reference.value }),
    },
  };
}

function writtenKubectl({ kubectl }: Spec): Written {
  if (kubectl === undefined) return {};
  if (typeof kubectl === 'string') return { by: sourced(kubectl, fromSpec('kubectl')) };
  const { by, image, command } = kubectl;
  return {
    ...(by !== undefined && { by: sourced(by, fromSpec('kubectl', 'by')) }),
    ...(image !== undefined && { image: sourced(image, fromSpec('kubectl', 'image')) }),
    ...(command !== undefined && { command: sourced(command, fromSpec('kubectl', 'command')) }),
  };
}

interface ReferenceContext extends ImageContext {
  readonly own: Sourced<string> | undefined;
  readonly definition: ComponentDefinition;
}

/** The image that the API server runs from, or the family's default behind the mirror. */
function referenceOf(spec: Spec, { own, definition, ...context }: ReferenceContext): Sourced<string> | undefined {
  if (own !== undefined && own.value !== '') return own;
  const source = sourceOf(definition, context);
  if (source === undefined) return undefined;
  const rule = derived('the image of the family that has kubectl');
  const mirror = spec.images?.mirror;
  if (mirror === undefined) return sourced(source, rule);
  return sourced(withMirror(source, mirror), rule, fromSpec('images', 'mirror'));
}

function sourceOf(definition: ComponentDefinition, context: ImageContext): string | undefined {
  const client = definition.client?.(context);
  if (client === undefined) return undefined;
  return client.image ?? definition.image(context)?.reference;
}
