/** Runs a program that a package put on the host: the unit and its configuration, as the packages have them. */
import { byDefault, sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Workload } from '../../model/workload.ts';
import type { View } from '../../template/view.ts';
import { configurationFiles, helperFiles } from '../configuration-files.ts';
import { prepareFiles, prepareView } from '../prepare-view.ts';
import type { TargetContext, TargetDefinition } from '../target.ts';
import { unitFile } from '../unit-file.ts';
import { isProbed, unitView } from '../unit-view.ts';
import { boundsView } from './bounds.ts';

export const host: TargetDefinition = {
  name: 'host',
  render(workload, context) {
    const command = [workload.program.value, ...workload.argv.map(({ value }) => value)];
    return [
      unitFile({ workload, view: view(workload, context), engine: 'host', command }, context),
      ...prepareFiles(workload, context),
      ...configurationFiles(workload, context),
      ...helperFiles(helpersOf(workload), workload.name, context),
    ];
  },
};

/** What its unit calls. */
function helpersOf(workload: Workload): string[] {
  const asks = !workload.probe.notify && isProbed(workload);
  return [...(asks ? ['wait-ready'] : []), ...Object.values(workload.helpers ?? {})];
}

function view(workload: Workload, context: TargetContext): View {
  const { packaged, user, env, probe } = workload;
  const packages = byDefault('the packages');
  // `user` is NAME or NAME:GROUP, by name or number, as for a container.
  const [name, group] = user?.value.split(':') ?? [];
  const prepared = prepareFiles(workload, context).length > 0;
  const isBound = user !== undefined || workload.bounds?.capabilities !== undefined;
  const hasPrefix = atLeast(context.system.systemd, '231');
  return {
    ...unitView(workload, packaged.engines, context),
    ...prepareView(workload, context, isBound && hasPrefix),
    container: false,
    permissionsStartOnly: isBound && prepared && !hasPrefix,
    notify: probe.notify,
    user: name === undefined || user === undefined ? [] : [{ value: name, from: user.from }],
    group: group === undefined || user === undefined ? [] : [{ value: group, from: user.from }],
    workingDirectory: packaged.workingDirectory === undefined ? [] : [sourced(packaged.workingDirectory, packages)],
    openFiles: packaged.openFiles === undefined ? [] : [sourced(String(packaged.openFiles), packages)],
    ...boundsView(workload, context),
    killMode: packaged.killMode === undefined ? [] : [sourced(packaged.killMode, packages)],
    environment: [...env].map(([key, { value, from }]) => ({ value: `${key}=${value}`, from })),
  };
}
