/** A file artifact from a template; what the file's syntax cannot carry becomes a diagnostic at its source. */
import { diagnostic } from '../core/diagnostic.ts';
import { lastSpecPath } from '../core/provenance.ts';
import type { TemplateKind } from '../template/filters.ts';
import { type Refusal, render } from '../template/render.ts';
import type { View } from '../template/view.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import { rootFile } from './root-file.ts';
import type { TargetContext } from './target.ts';

export interface FileRequest {
  /** Absolute path on the host. */
  readonly path: string;
  readonly component: string;
  readonly kind: Exclude<TemplateKind, 'rpm-spec'>;
  readonly template: string;
  readonly view: View;
  readonly partials?: Readonly<Record<string, string>>;
  readonly mode?: number;
  readonly config?: 'spec' | 'admin';
}

export function renderedFile(request: FileRequest, context: TargetContext): FileArtifact {
  const { bundle, directives } = context;
  const { template, kind, view, partials, component } = request;
  const unitType = request.path.endsWith('.timer') ? 'timer' : 'service';
  const { text, lines, refusals } = render({
    ...{ bundle, directives, template, kind, view, unitType },
    ...(partials && { partials }),
  });
  for (const refusal of refusals) context.report(refusedValue(refusal, request.path));
  const { path, config } = request;
  const mode = request.mode ?? 0o644;
  return rootFile({
    ...{ path, mode, config, component, lines },
    kind: kind === 'service-template' ? 'text' : kind,
    content: text,
  });
}

function refusedValue({ reason, from }: Refusal, path: string) {
  const specPath = lastSpecPath(from) ?? [];
  return diagnostic('UC501', { message: `a value that goes into \`${path}\` ${reason}`, specPath });
}
