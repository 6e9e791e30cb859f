/**
 * The install form: atomic writes the unit, config.json and tmpfiles of a system container from its image.
 * Ours is what has atomic do that once, and a drop-in; atomic refuses a unit or tmpfiles file that is there.
 */
import { byDefault, derived, type Sourced, sourced } from '../../core/provenance.ts';
import type { InstallForm, Workload } from '../../model/workload.ts';
import type { View } from '../../template/view.ts';
import type { Artifact, FileArtifact } from '../../tree/artifact.ts';
import { checkUnit } from '../check-unit.ts';
import { configurationFiles, helperFiles, helperPath } from '../configuration-files.ts';
import { prepareFiles, prepareView } from '../prepare-view.ts';
import { renderedFile } from '../rendered-file.ts';
import type { TargetContext } from '../target.ts';
import { copiedFiles } from '../tmpfiles.ts';
import { unitView } from '../unit-view.ts';

const unitc = byDefault('unitc');
const program = 'install-container';

/** `unitc-install-etcd`, of the unit that installs and of its timer. */
export function installerName({ name }: Workload): string {
  return `unitc-install-${name}`;
}

/** Everything but the program on the host. */
export function installedFiles(workload: Workload, install: InstallForm, context: TargetContext): Artifact[] {
  // The tmpfiles file of the container's own name is atomic's.
  const own: Workload = { ...workload, name: `unitc-${workload.name}` };
  const view: View = {
    ...unitView(workload, [], context),
    runc: sourced(context.system.runc, byDefault(`host system ${context.system.os} ${context.system.release}`)),
    ...prepareView(own, context),
  };
  return [
    installer(workload, own, context),
    timer(workload, context),
    renderedFile(
      {
        path: `${context.layout.units}/${workload.name}.service.d/50-unitc.conf`,
        component: workload.name,
        kind: 'unit',
        template: install.dropIn,
        view,
        partials: partials(['dependencies', 'prepare', 'restart', 'additions']),
      },
      context,
    ),
    ...prepareFiles(own, context).map((file) => ({ ...file, origin: { ...file.origin, component: workload.name } })),
    ...configurationFiles(workload, context),
    ...helperFiles([program, 'wait-ready', ...Object.values(workload.helpers ?? {})], workload.name, context),
  ];
}

function partials(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `units/_partials/${name}.mustache`]));
}

/** `own` has the name of our tmpfiles file. */
function installer(workload: Workload, own: Workload, context: TargetContext): FileArtifact {
  const { name, install } = workload;
  const image = install?.image ?? workload.image;
  const target = byDefault('target system-container');
  const values = [...(install?.values ?? [])].map(([key, { value, from }]) => ({ value: `${key}=${value}`, from }));
  let refused = false;
  const report: TargetContext['report'] = (problem) => {
    refused = true;
    context.report(problem);
  };
  const file = renderedFile(
    {
      path: `${context.layout.units}/${installerName(workload)}.service`,
      component: name,
      kind: 'unit',
      template: 'units/unitc-install.service.mustache',
      view: {
        header: sourced(context.header, unitc),
        installContainer: sourced(helperPath(program, context), unitc),
        name: sourced(name, target),
        unit: sourced(`${name}.service`, target),
        timer: sourced(`${installerName(workload)}.timer`, target),
        neededBy: install?.neededBy ?? [],
        values,
        image,
        // Before the image would put its own files there.
        ...prepareView(copiedFiles(own).length > 0 ? own : { ...own, state: [] }, context),
      },
      partials: partials(['prepare']),
    },
    { ...context, report },
  );
  if (!refused) checkUnit(file, { workload, command: installCommand(workload, values, context) }, context);
  return file;
}

/** What ExecStart= has to mean, independently of the template that prints it. */
function installCommand(
  { name, install, image }: Workload,
  values: readonly Sourced<string>[],
  context: TargetContext,
) {
  return [
    ...[helperPath(program, context), name, '--'],
    ...['atomic', 'install', '--system', '--system-package=no', '--name', name],
    ...values.flatMap(({ value }) => ['--set', value]),
    install?.image.value ?? image.value,
  ];
}

function timer(workload: Workload, context: TargetContext): FileArtifact {
  const own = derived('an install that failed is tried again');
  return renderedFile(
    {
      path: `${context.layout.units}/${installerName(workload)}.timer`,
      component: workload.name,
      kind: 'unit',
      template: 'units/unitc-install.timer.mustache',
      view: {
        header: sourced(context.header, unitc),
        name: sourced(workload.name, own),
      },
    },
    context,
  );
}
