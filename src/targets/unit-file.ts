/** The unit of a workload, from its component's template and its engine's partial. */
import type { Arg, Workload } from '../model/workload.ts';
import type { View } from '../template/view.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import { checkUnit } from './check-unit.ts';
import { renderedFile } from './rendered-file.ts';
import type { TargetContext } from './target.ts';

export interface UnitRequest {
  readonly workload: Workload;
  readonly view: View;
  /** `units/_partials/<engine>.mustache` starts and stops it. */
  readonly engine: string;
  /** What ExecStart= has to mean: the unit is read back and compared with it. */
  readonly command: readonly Arg[];
}

export const unitPartials = ['dependencies', 'prepare', 'ready', 'restart', 'install', 'additions'];

export function unitFile({ workload, view, engine, command }: UnitRequest, context: TargetContext): FileArtifact {
  const partials: Record<string, string> = { service: `units/_partials/${engine}.mustache` };
  for (const name of unitPartials) partials[name] = `units/_partials/${name}.mustache`;
  let refused = false;
  const report: TargetContext['report'] = (problem) => {
    refused = true;
    context.report(problem);
  };
  const file = renderedFile(
    {
      path: `${context.layout.units}/${workload.name}.service`,
      component: workload.name,
      kind: 'unit',
      template: workload.template,
      view,
      partials,
    },
    { ...context, report },
  );
  // What is refused has a diagnostic of its own, and leaves a hole in the unit.
  if (!refused) checkUnit(file, { workload, command }, context);
  return file;
}
