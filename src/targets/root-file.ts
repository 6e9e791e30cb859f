/** The files that targets write: root's, under a path on the host or in a build context. */
import { byDefault, type Provenance } from '../core/provenance.ts';
import type { FileArtifact, FileKind, LineOrigin } from '../tree/artifact.ts';
import type { TargetContext } from './target.ts';

export interface RootFile {
  /** Absolute on a host, relative in a build context. */
  readonly path: string;
  readonly kind: FileKind;
  /** Permission bits; 0o644 unless told. */
  readonly mode?: number;
  readonly content: string;
  readonly component: string;
  /** One for each line of the content. */
  readonly lines: readonly LineOrigin[];
  readonly config?: 'spec' | 'admin' | undefined;
}

export function rootFile({ path, kind, mode, content, component, lines, config }: RootFile): FileArtifact {
  return {
    type: 'file',
    kind,
    path: path.replace(/^\//, ''),
    mode: mode ?? 0o644,
    owner: 'root',
    group: 'root',
    content,
    origin: { component, lines },
    ...(config && { config }),
  };
}

/** A line and why it is there. */
export interface Row {
  readonly text: string;
  readonly from: readonly Provenance[];
}

/** A file of plain lines below the header. */
export function rowsFile(
  { rows, ...file }: Pick<RootFile, 'path' | 'kind' | 'component'> & { readonly rows: readonly Row[] },
  { header }: TargetContext,
): FileArtifact {
  return rootFile({
    ...file,
    content: [`# ${header}`, ...rows.map(({ text }) => text), ''].join('\n'),
    lines: [{ from: [byDefault('unitc')] }, ...rows.map(({ from }) => ({ from }))],
  });
}

/** An executable as it stands in the bundle: nothing of the spec is in it. */
export function scriptFile(
  { template, path, component }: { readonly template: string; readonly path: string; readonly component: string },
  { bundle }: TargetContext,
): FileArtifact {
  const content = bundle.templates[template];
  if (content === undefined) throw new Error(`${template} is missing`);
  const lines = Array.from({ length: content.split('\n').length - 1 }, (_, index) => ({
    template: { name: template, line: index + 1 },
    from: [byDefault('unitc')],
  }));
  return rootFile({ path, kind: 'script', mode: 0o755, content, component, lines });
}
