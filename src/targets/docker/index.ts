/** Runs a workload in a container of the docker daemon, with the host's network. */
import { byDefault, type Sourced, sourced } from '../../core/provenance.ts';
import type { Workload } from '../../model/workload.ts';
import type { View } from '../../template/view.ts';
import { configurationFiles, helperFiles, helperPath } from '../configuration-files.ts';
import type { TargetContext, TargetDefinition } from '../target.ts';
import { unitFile } from '../unit-file.ts';
import { unitView } from '../unit-view.ts';

export const docker: TargetDefinition = {
  name: 'docker',
  render(workload, context) {
    const system = byDefault(`host system ${context.system.os} ${context.system.release}`);
    const view: View = {
      ...unitView(workload, ['docker.service'], context),
      docker: sourced(context.system.docker, system),
      logDriver: sourced(context.system.logDriver, system),
      ensureImage: sourced(helperPath('ensure-image', context), byDefault('unitc')),
      pull: workload.pull,
      image: workload.image,
      options: options(workload),
    };
    return [
      unitFile({ workload, view, engine: 'docker', command: runCommand(workload, context) }, context),
      ...configurationFiles(workload, context),
      ...helperFiles(['ensure-image', 'wait-ready'], workload.name, context),
    ];
  },
};

interface Option {
  readonly option: string;
  readonly value: Sourced<string>;
}

function optionList({ mounts, env, user }: Workload): Option[] {
  return [
    ...mounts.map(({ value: { source, target, options }, from }) => ({
      option: '--volume',
      value: { value: [source, target, ...(options.length === 0 ? [] : [options.join(',')])].join(':'), from },
    })),
    ...[...env].map(([name, { value, from }]) => ({ option: '--env', value: { value: `${name}=${value}`, from } })),
    ...(user === undefined ? [] : [{ option: '--user', value: user }]),
  ];
}

function options(workload: Workload): View[] {
  return optionList(workload).map(({ option, value }) => ({ option: { value: option, from: value.from }, value }));
}

/** What ExecStart= has to mean, independently of the template that prints it. */
function runCommand(workload: Workload, { system }: TargetContext) {
  return [
    system.docker,
    'run',
    '--rm',
    '--name',
    workload.name,
    '--net=host',
    `--log-driver=${system.logDriver}`,
    '--security-opt',
    'label=disable',
    ...optionList(workload).flatMap(({ option, value }) => [option, value.value]),
    '--entrypoint',
    workload.program.value,
    workload.image.value,
    ...workload.argv.map(({ value }) => value),
  ];
}
