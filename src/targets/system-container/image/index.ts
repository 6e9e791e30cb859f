/**
 * The image form of a system container: the build context of an image that `atomic install --system` takes
 * (Atomic/syscontainers.py), with the unit, config.json and tmpfiles.d of the rendered form as templates.
 */
import { diagnostic } from '../../../core/diagnostic.ts';
import { byDefault, derived, lastSpecPath, type Sourced, sourced } from '../../../core/provenance.ts';
import type { Workload } from '../../../model/workload.ts';
import type { Leaf, Placeholder, View } from '../../../template/view.ts';
import type { Artifact, FileArtifact } from '../../../tree/artifact.ts';
import { configurationFiles, helperFiles } from '../../configuration-files.ts';
import { kernelFiles } from '../../kernel-files.ts';
import { prepareView } from '../../prepare-view.ts';
import { renderedFile } from '../../rendered-file.ts';
import type { TargetContext } from '../../target.ts';
import { unitPartials } from '../../unit-file.ts';
import { isProbed, readyOption, unitView } from '../../unit-view.ts';
import { hostCommand } from '../host-command.ts';
import { configTemplate } from './config-template.ts';
import { type ContainerfileRequest, containerfile, startScript } from './containerfile.ts';
import { hostFilesDirectory, manifestJson } from './manifest-json.ts';
import { tmpfilesTemplate } from './tmpfiles-template.ts';
import type { ImageVariable } from './variables.ts';

const atomic = derived('atomic replaces it when it installs the image');

export interface ImageRequest extends ContainerfileRequest {
  readonly variables: readonly ImageVariable[];
  /** What a host gets with this container besides the container's own files: paths as on the host. */
  readonly hostFiles: readonly Artifact[];
}

export function imageFiles(request: ImageRequest, context: TargetContext): Artifact[] {
  const { workload, variables } = request;
  const hostFiles = [...ownHostFiles(request, context), ...request.hostFiles].map(
    (artifact): Artifact => ({ ...artifact, path: `${hostFilesDirectory}/${artifact.path}` }),
  );
  return [
    containerfile(request, context),
    startScript(workload, context),
    configTemplate(workload, variables, context.system),
    serviceTemplate(request, context),
    tmpfilesTemplate(workload, context),
    manifestJson(workload, variables, hostFiles, context.layout),
    ...hostFiles,
  ];
}

/** Files that are the operator's once they are there: atomic leaves one alone that it finds. */
function ownHostFiles({ workload, variables }: ImageRequest, context: TargetContext): Artifact[] {
  const helpers = [...(isProbed(workload) ? ['wait-ready'] : []), ...Object.values(workload.helpers ?? {})];
  const files = variables.length === 0 ? workload.files : workload.files.map((file) => ({ ...file, assignments: [] }));
  const { header } = context;
  return [
    ...configurationFiles({ ...workload, files }, { ...context, configurationHeader: fileHeader(header, variables) }),
    ...kernelFiles(workload, context),
    ...helperFiles(helpers, workload.name, context),
    ...hostCommand(workload, context, 'own name'),
  ];
}

function fileHeader(header: string, variables: readonly ImageVariable[]): string {
  const whose = header.replace(/; edit the spec.*$/, '');
  return variables.length === 0
    ? `${whose}, with what all hosts have in common; it comes with the image and is yours to edit.`
    : `${whose}; it comes with the image and is yours to edit. What is set here wins over \`atomic install --set\`.`;
}

const placeholder = (name: string, prefix = '', suffix = '') =>
  sourced<Placeholder>({ placeholder: name, prefix, suffix }, atomic);

/** Its own directory in /etc has the name under which it is installed. */
function variableFiles({ name, kind, environmentFiles }: Workload): Sourced<Leaf>[] {
  const own = `/etc/${name}/`;
  return environmentFiles.map((path) =>
    path.startsWith(own)
      ? placeholder('NAME', '/etc/', `/${path.slice(own.length)}`)
      : sourced(path, byDefault(`component ${kind}`)),
  );
}

/** What a file says wins over `--set`, which only atomic knows: its own value comes first. */
function readyOptions(
  { probe }: Workload,
  variables: readonly ImageVariable[],
  { report }: TargetContext,
): Sourced<Leaf>[] {
  return (probe.options ?? []).flatMap((option): Sourced<Leaf>[] => {
    const { value } = option;
    const own = readyOption(option);
    if (typeof value === 'string' || !('whole' in value)) return [own];
    const variable = variables.find(({ name }) => name === value.whole);
    if (variable !== undefined && /[\s"'\\$%]/.test(variable.value)) {
      const message = `\`${variable.value}\` cannot be the default of \`${variable.set}\`: atomic puts it into the unit as it is`;
      report(diagnostic('UC501', { message, specPath: lastSpecPath(variable.from) ?? [] }));
    }
    return variable === undefined ? [own] : [placeholder(variable.set, value.before), own];
  });
}

function serviceTemplate({ workload, variables }: ImageRequest, context: TargetContext): FileArtifact {
  const partials: Record<string, string> = { service: 'units/_partials/atomic.mustache' };
  for (const name of unitPartials) partials[name] = `units/_partials/${name}.mustache`;
  const { system, layout } = context;
  const { tmpfiles, ...prepared } = prepareView(workload, context);
  const common = unitView(workload, workload.packaged.engines, context);
  const view: View = {
    ...common,
    ...prepared,
    // Under the name of the container, as atomic calls the file.
    tmpfiles: tmpfiles.map(() => ({
      asRoot: false,
      copier: [],
      path: placeholder('NAME', `${layout.tmpfiles}/`, '.conf'),
    })),
    // Only wait-ready reads variables on the host: the container's are read by its start script.
    environmentFiles: workload.probe.endpoints.length === 0 ? [] : variableFiles(workload),
    readyOptions: readyOptions(workload, variables, context),
    container: true,
    name: placeholder('NAME'),
    runc: sourced(system.runc, byDefault(`host system ${system.os} ${system.release}`)),
    bundle: placeholder('DESTDIR'),
    execStart: placeholder('EXEC_START'),
  };
  return renderedFile(
    {
      path: '/exports/service.template',
      component: workload.name,
      kind: 'service-template',
      template: workload.template,
      view,
      partials,
    },
    context,
  );
}
