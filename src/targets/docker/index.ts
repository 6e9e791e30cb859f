/** Runs a workload in a container of the docker daemon, with the host's network. */
import { diagnostic } from '../../core/diagnostic.ts';
import { byDefault, type Sourced, sourced } from '../../core/provenance.ts';
import { settingPath } from '../../model/setting-path.ts';
import type { Arg, Workload } from '../../model/workload.ts';
import type { View } from '../../template/view.ts';
import { configurationFiles, helperFiles, helperPath } from '../configuration-files.ts';
import { prepareFiles, prepareView } from '../prepare-view.ts';
import type { TargetContext, TargetDefinition } from '../target.ts';
import { unitFile } from '../unit-file.ts';
import { argvLines, isProbed, unitView } from '../unit-view.ts';
import { boundOptions, type Option, securityOptions } from './bounds.ts';
import { checkStartScript } from './start-script.ts';

export const docker: TargetDefinition = {
  name: 'docker',
  render(workload, context) {
    checkMounts(workload, context);
    checkStartScript(workload, context);
    const system = byDefault(`host system ${context.system.os} ${context.system.release}`);
    const view: View = {
      ...unitView(workload, ['docker.service'], context),
      argv: argvLines(wordsOf(workload)),
      ...prepareView(workload, context),
      container: true,
      privileged: workload.privileged,
      hostPid: workload.hostPid,
      sharedMounts: workload.sharedMounts,
      docker: sourced(context.system.docker, system),
      logDriver: sourced(context.system.logDriver, system),
      ensureImage: sourced(helperPath('ensure-image', context), byDefault('unitc')),
      pull: workload.pull,
      image: workload.image,
      securityOptions: securityOptions(workload.bounds),
      options: options(workload),
      entrypoint: ownEntrypoint(workload) ? [] : [workload.program],
    };
    return [
      unitFile({ workload, view, engine: 'docker', command: runCommand(workload, context) }, context),
      ...prepareFiles(workload, context),
      ...configurationFiles(workload, context),
      ...helperFiles(['ensure-image', ...(isProbed(workload) ? ['wait-ready'] : [])], workload.name, context),
    ];
  },
};

/** Whether the image starts what it starts by itself. */
function ownEntrypoint({ program, startedByImage }: Workload): boolean {
  return program.value === '' || startedByImage === true;
}

/** A start script has the words of the files; others it puts before them. */
function wordsOf({ argv, environmentFiles, startedByImage }: Workload): readonly Sourced<Arg>[] {
  return startedByImage === true && environmentFiles.length > 0 ? [] : argv;
}

/** docker's `--volume SOURCE:TARGET:OPTIONS` has no way to write a `:` or, in options, a `,`. */
function checkMounts({ name, mounts }: Workload, { report }: TargetContext): void {
  for (const mount of mounts) {
    const { source, target, options } = mount.value;
    if (![source, target].some((path) => path.includes(':')) && !options.some((option) => /[:,]/.test(option)))
      continue;
    const message = `docker cannot mount \`${source}\`: a \`:\` separates the parts of a volume`;
    report(diagnostic('UC115', { message, specPath: settingPath(mount, ['components', name]) }));
  }
}

function optionList({ mounts, env, user, bounds }: Workload): Option[] {
  const relabel = bounds?.selinux?.value === 'relabel' ? ['z'] : [];
  return [
    ...boundOptions(bounds),
    ...mounts.map(({ value: { source, target, options }, from }) => {
      const all = [...options, ...relabel];
      return {
        option: '--volume',
        value: { value: [source, target, ...(all.length === 0 ? [] : [all.join(',')])].join(':'), from },
      };
    }),
    ...[...env].map(([name, { value, from }]) => ({ option: '--env', value: { value: `${name}=${value}`, from } })),
    ...(user === undefined ? [] : [{ option: '--user', value: user }]),
  ];
}

function options(workload: Workload): View[] {
  return optionList(workload).map(({ option, value }) => ({ option: { value: option, from: value.from }, value }));
}

/** What ExecStart= has to mean, independently of the template that prints it. */
function runCommand(workload: Workload, { system }: TargetContext): Arg[] {
  return [
    system.docker,
    'run',
    '--rm',
    '--name',
    workload.name,
    '--net=host',
    ...(workload.privileged ? ['--privileged'] : []),
    ...(workload.hostPid ? ['--pid=host'] : []),
    `--log-driver=${system.logDriver}`,
    ...securityOptions(workload.bounds).flatMap(({ value }) => ['--security-opt', value]),
    ...optionList(workload).flatMap(({ option, value }) => [option, value.value]),
    ...(ownEntrypoint(workload) ? [] : ['--entrypoint', workload.program.value]),
    workload.image.value,
    ...wordsOf(workload).map(({ value }) => value),
  ];
}
