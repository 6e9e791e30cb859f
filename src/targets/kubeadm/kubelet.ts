/** The kubelet that kubeadm uses: a drop-in for its package's unit, and the unit where no package brings it. */
import { byDefault, sourced } from '../../core/provenance.ts';
import type { Workload } from '../../model/workload.ts';
import type { FileArtifact } from '../../tree/artifact.ts';
import type { LayoutName } from '../../tree/layout.ts';
import { checkUnit } from '../check-unit.ts';
import { configurationFiles } from '../configuration-files.ts';
import { prepareFiles, prepareView } from '../prepare-view.ts';
import { renderedFile } from '../rendered-file.ts';
import type { TargetContext, TargetDefinition } from '../target.ts';
import { unitView } from '../unit-view.ts';

const packaged = '/usr/bin/kubelet';

/** Not one that a spec can name: `kubernetes.kubeadm` chooses it. */
export const kubeadmKubelet: TargetDefinition = {
  name: 'kubeadm',
  render(workload, context) {
    return [
      ...(workload.program.value === packaged ? [] : [unit(workload, context)]),
      dropIn(workload, context),
      ...prepareFiles(workload, context),
      ...configurationFiles(workload, context),
    ];
  },
};

function unit({ name, program }: Workload, context: TargetContext): FileArtifact {
  return renderedFile(
    {
      path: `${context.layout.units}/${name}.service`,
      component: name,
      kind: 'unit',
      template: 'units/kubelet-kubeadm.service.mustache',
      view: { header: sourced(context.header, byDefault('unitc')), program },
    },
    context,
  );
}

/**
 * In /etc it has the name of the package's drop-in, and takes its place wherever that one lies. Two packages cannot
 * have one file: there it comes behind, and sets anew what counts.
 */
const dropInNames: Readonly<Record<LayoutName, string>> = { host: '10-kubeadm.conf', package: '20-unitc.conf' };

function dropIn(workload: Workload, context: TargetContext): FileArtifact {
  const { name, template, unitVariables = [], env, program, argv } = workload;
  let refused = false;
  const report: TargetContext['report'] = (problem) => {
    refused = true;
    context.report(problem);
  };
  const file = renderedFile(
    {
      path: `${context.layout.units}/${name}.service.d/${dropInNames[context.layout.name]}`,
      component: name,
      kind: 'unit',
      template,
      view: {
        ...unitView(workload, [], context),
        ...prepareView(workload, context),
        unitVariables: unitVariables.map((variable) => ({
          value: [variable.name, ...variable.words],
          from: variable.from,
        })),
        environment: [...env].map(([key, { value, from }]) => ({ value: `${key}=${value}`, from })),
      },
      partials: {
        dependencies: 'units/_partials/dependencies.mustache',
        prepare: 'units/_partials/prepare.mustache',
        additions: 'units/_partials/additions.mustache',
      },
    },
    { ...context, report },
  );
  const command = [program.value, ...argv.map(({ value }) => value)];
  if (!refused) checkUnit(file, { workload, command }, context);
  return file;
}
