/** An artifact and the positions of a spec → why its lines are there. */
import type { Location } from '../core/diagnostic.ts';
import { formatSpecPath, type SpecPath } from '../core/spec-path.ts';
import { type Resolve, resolver } from '../report/resolve.ts';
import type { Sources } from '../report/style.ts';
import type { Reason, Why, WhyLine } from '../report/why.ts';
import type { Artifact, LineOrigin } from '../tree/artifact.ts';

/** Of all lines, or of one. */
export function origins(
  artifact: Artifact,
  host: string,
  line: number | undefined,
  locate: (path: SpecPath) => Location,
  sources: Sources,
): Why {
  const resolve = resolver(sources);
  const reasons = (origin: LineOrigin): Reason[] => [
    ...(origin.template === undefined ? [] : [{ kind: 'template' as const, ...origin.template }]),
    ...origin.from.map((from) => (from.kind === 'spec' ? written(from.path, locate(from.path), resolve) : from)),
  ];
  const texts = artifact.type === 'file' ? artifact.content.split('\n') : [];
  const lines = artifact.origin.lines.map((origin, index): WhyLine => {
    return { line: index + 1, text: texts[index] ?? '', reasons: reasons(origin) };
  });
  return {
    host,
    path: artifact.path,
    type: artifact.type,
    component: artifact.origin.component,
    lines: line === undefined ? lines : lines.slice(line - 1, line),
  };
}

function written(path: SpecPath, location: Location, resolve: Resolve): Reason {
  const reason = { kind: 'spec' as const, path: formatSpecPath(path), file: location.file };
  const span = resolve(location);
  if (span === undefined) return reason;
  const { line, column } = span.start;
  return { ...reason, line, column, text: span.source.line(line) };
}
