/** The units that save snapshots of a system container's data, and the one that restores one by hand. */
import { byDefault, type Sourced, sourced } from '../../core/provenance.ts';
import type { SnapshotJob, Workload } from '../../model/workload.ts';
import type { View } from '../../template/view.ts';
import type { Artifact } from '../../tree/artifact.ts';
import { helperFiles, helperPath } from '../configuration-files.ts';
import { renderedFile } from '../rendered-file.ts';
import { delaysTimers } from '../systemd-age.ts';
import type { TargetContext } from '../target.ts';

const unitc = byDefault('unitc');

export function snapshotFiles(workload: Workload, bundle: string, context: TargetContext): Artifact[] {
  const { name, kind, snapshots } = workload;
  if (snapshots === undefined) return [];
  const { header, layout } = context;
  const common: View = {
    header: sourced(header, unitc),
    name: sourced(name, byDefault(`component ${kind}`)),
    unit: sourced(`${name}.service`, byDefault(`component ${kind}`)),
  };
  const unit = (file: string, template: string, view: View) =>
    renderedFile(
      {
        path: `${layout.units}/${name}-${file}`,
        component: name,
        kind: 'unit',
        template: `units/etcd-${template}.mustache`,
        view: { ...common, ...view },
      },
      context,
    );
  return [
    unit('snapshot.service', 'snapshot.service', savingView(workload, snapshots, context)),
    unit('snapshot.timer', 'snapshot.timer', { schedule: snapshots.schedule, spreads: delaysTimers(context.system) }),
    unit('restore@.service', 'restore.service', restoringView(workload, snapshots, bundle, context)),
    ...helperFiles(['etcd-snapshot', 'etcd-restore'], name, context),
  ];
}

function savingView(workload: Workload, { dir, keep, program }: SnapshotJob, context: TargetContext): View {
  const { name, command } = workload;
  const wrapper = `${context.layout.bin}/${command?.name ?? `${name}ctl`}`;
  return {
    etcdSnapshot: sourced(helperPath('etcd-snapshot', context), unitc),
    directory: { value: `--dir=${dir.value}`, from: dir.from },
    keep: { value: `--keep=${keep.value}`, from: keep.from },
    etcdctl: sourced(wrapper, unitc),
    checker: checkerWords(wrapper, program, workload, context),
  };
}

/** The wrapper knows etcdctl alone. */
function checkerWords(
  wrapper: string,
  program: Sourced<string>,
  { name }: Workload,
  { system }: TargetContext,
): Sourced<string>[] {
  if (program.value.endsWith('/etcdctl')) return [sourced(wrapper, unitc)];
  const runc = sourced(system.runc, byDefault(`host system ${system.os} ${system.release}`));
  return [runc, sourced('exec', unitc), sourced(name, unitc), program];
}

function restoringView(workload: Workload, snapshots: SnapshotJob, bundle: string, context: TargetContext): View {
  const { name, kind, environmentFiles } = workload;
  const { system } = context;
  return {
    environment: snapshots.environment,
    environmentFiles: environmentFiles.map((path) => sourced(path, byDefault(`component ${kind}`))),
    etcdRestore: sourced(helperPath('etcd-restore', context), unitc),
    runc: sourced(system.runc, byDefault(`host system ${system.os} ${system.release}`)),
    bundle: sourced(bundle, unitc),
    runDirectory: sourced(`/run/unitc/${name}-restore`, unitc),
    state: snapshots.state,
    directory: snapshots.dir,
    program: snapshots.program,
  };
}
