/** Snapshots of etcd: what saves them is its etcdctl, what reads and restores them that or, from 3.6 on, etcdutl. */
import { byDefault, derived, mergeProvenance, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { MountSetting } from '../../model/settings.ts';
import type { SnapshotJob } from '../../model/workload.ts';
import { flagText, type mergeFlags } from '../flags.ts';
import { variableOf } from './flags.ts';

/** What `snapshot restore` has to be told of a member. */
const identity = ['name', 'data-dir', 'initial-cluster', 'initial-cluster-token', 'initial-advertise-peer-urls'];

/** `flags` are etcd's: restoring reads them where they are, in etcd.conf or on its command line. */
export function snapshotJob(
  cluster: Cluster,
  { settings }: Instance,
  flags: ReturnType<typeof mergeFlags>,
  fromFile: boolean,
): SnapshotJob | undefined {
  const { snapshots, dataDir, command } = settings;
  if (snapshots === undefined || dataDir === undefined) return undefined;
  const version = cluster.etcdVersion;
  const reader = atLeast(version.value, '3.6') ? 'etcdutl' : 'etcdctl';
  const own = flags.filter(({ name }) => identity.includes(name) || name === 'wal-dir');
  return {
    ...snapshots,
    state: dataDir,
    program: {
      value: command.value.replace(/[^/]*$/, reader),
      from: mergeProvenance([derived(`${reader} stands beside etcd in the image`)], version.from, command.from),
    },
    environment: fromFile
      ? []
      : own.map(({ name, value, from }) => ({ value: `${variableOf(name)}=${flagText(value)}`, from })),
  };
}

/** Snapshots are saved from within the container, and restored in one. */
export function snapshotMounts({ settings: { snapshots } }: Instance): Sourced<MountSetting>[] {
  if (snapshots === undefined) return [];
  const { value, from } = snapshots.dir;
  const own = mergeProvenance([byDefault('component etcd')], from);
  return [{ value: { source: value, target: value, options: ['rbind', 'rw'] }, from: own }];
}
