/** Looks over all units of a tree at once: circles of After= and Before=. */
import { encodeBytes, parseUnit } from '../codec/unit/index.ts';
import { type Diagnostic, diagnostic, type Related, type Report } from '../core/diagnostic.ts';
import { firstSpecPath } from '../core/provenance.ts';
import type { SpecPath } from '../core/spec-path.ts';
import { orderCycles } from '../systemd/order-cycles.ts';
import { type OrderEdge, orderEdges } from '../systemd/order-graph.ts';
import { type UnitFile, unitOf } from '../systemd/unit-file.ts';
import type { Artifact, FileArtifact } from '../tree/artifact.ts';

export function lintOrder(tree: Iterable<Artifact>, report: Report): void {
  const artifacts = new Map<string, FileArtifact>();
  const files: UnitFile[] = [];
  for (const artifact of tree) {
    const unit = unitOf(artifact.path);
    if (artifact.type !== 'file' || artifact.kind !== 'unit' || unit === undefined) continue;
    artifacts.set(artifact.path, artifact);
    files.push({ unit, path: artifact.path, document: parseUnit(encodeBytes(artifact.content)) });
  }
  for (const cycle of orderCycles(orderEdges(files))) report(circle(cycle, artifacts));
}

/** Placed at the first link that the spec wrote; where it wrote none, at the component that waits for docker. */
function circle(cycle: readonly OrderEdge[], artifacts: ReadonlyMap<string, FileArtifact>): Diagnostic {
  const links = cycle.map((edge) => ({ edge, specPath: specPathOf(edge, artifacts.get(edge.path)) }));
  const units = [...cycle, ...cycle.slice(0, 1)].map(({ later }) => `\`${later.replace(/\.service$/, '')}\``);
  const written = links.find(({ specPath }) => specPath !== undefined);
  const related = links.map(({ edge, specPath }): Related => {
    const message = `line ${edge.line}: \`${edge.later}\` starts after \`${edge.earlier}\``;
    return { file: `/${edge.path}`, message: specPath === undefined ? message : `${message}, as the spec has it` };
  });
  return diagnostic('UC310', {
    message: `units start after each other in a circle: ${units.join(' → ')}`,
    specKey: true,
    ...(written?.specPath === undefined
      ? { specPath: ['components', componentOf(cycle, artifacts)] }
      : { specPath: written.specPath, help: cure(written.edge) }),
    related,
  });
}

function componentOf(cycle: readonly OrderEdge[], artifacts: ReadonlyMap<string, FileArtifact>): string {
  const link = cycle.find(({ earlier }) => earlier === 'docker.service') ?? cycle[0];
  return artifacts.get(link?.path ?? '')?.origin.component ?? '';
}

function cure({ later, earlier }: OrderEdge): string {
  return `take this away: then \`${later}\` no longer waits for \`${earlier}\``;
}

function specPathOf({ line }: OrderEdge, artifact: FileArtifact | undefined): SpecPath | undefined {
  return firstSpecPath(artifact?.origin.lines[line - 1]?.from ?? []);
}
