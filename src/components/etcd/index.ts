/**
 * etcd: reads its flags from ETCD_* variables in /etc/etcd/etcd.conf, as the package does. State is
 * mounted on itself, so a data directory in that file means the same inside and outside.
 */
import { byDefault, derived, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { ComponentDefinition } from '../../model/component.ts';
import { directoriesOf } from '../../model/pki.ts';
import type { MountSetting } from '../../model/settings.ts';
import type { Arg, Assignment, ConfigurationFile, Workload } from '../../model/workload.ts';
import { argumentWords, flagText, flagWord, mergeFlags } from '../flags.ts';
import { fedoraImage } from '../install-form.ts';
import { architectureEnvironment, etcdImage } from './architecture.ts';
import { etcdCommand, flannelDirectories } from './command.ts';
import { etcdDirectory, etcdFlags, variableOf } from './flags.ts';
import { etcdInstall } from './install.ts';
import { etcdProbe } from './probe.ts';
import { snapshotJob, snapshotMounts } from './snapshots.ts';

export const etcd: ComponentDefinition = {
  kind: 'etcd',
  versionOf: 'etcd',
  roles: ['etcd'],
  targets: ['system-container', 'host'],
  packageUser: 'etcd',
  family: 'upstream',
  ports: { client: 2379, peer: 2380 },
  dataDir: (name) => `/var/lib/${name}`,
  installable: true,
  image: (context) => (context.family === 'upstream' ? etcdImage(context) : fedoraImage('etcd', context)),
  command: (family) => (family === 'upstream' ? '/usr/local/bin/etcd' : '/usr/bin/etcd'),
  // Upstream's is distroless from 3.5 on.
  hasShell: ({ family, version }) => family !== 'upstream' || !atLeast(version, '3.5'),
  workload,
};

function workload(cluster: Cluster, self: Instance): Workload {
  const { settings } = self;
  const flags = mergeFlags(etcdFlags(cluster, self), settings);
  const isInstalled = settings.form.value === 'install';
  const fromEnvironment = isInstalled || settings.delivery.value === 'env-files';
  const args: Sourced<Arg>[] = argumentWords(settings.args);
  const words: Sourced<Arg>[] = flags.map(({ name, value, from }) => flagWord(name, value, from));
  const file = configurationPath(self);
  // atomic's tmpfiles make the directories that the image mounts.
  const stateDirectories = isInstalled
    ? []
    : [settings.dataDir, settings.snapshots?.dir].filter((dir) => dir !== undefined);
  const snapshots = snapshotJob(cluster, self, flags, fromEnvironment);
  const configuration = configurationFile(file, flags, isInstalled);
  return {
    name: self.name,
    kind: self.kind,
    template: 'units/etcd.service.mustache',
    image: settings.image,
    pull: settings.pull,
    program: settings.command,
    argv: fromEnvironment ? args : [...words, ...args],
    environmentFiles: fromEnvironment ? [file] : [],
    ...(fromEnvironment && { environmentPrefix: 'ETCD_' }),
    env: new Map([...architectureEnvironment(cluster, self), ...settings.env]),
    mounts: mountsOf(cluster, self),
    // Binding a port below 1024, and reading keys that belong to the package's etcd user.
    capabilities: ['CAP_NET_BIND_SERVICE', 'CAP_DAC_READ_SEARCH'],
    openFiles: 16384,
    privileged: false,
    hostPid: false,
    sharedMounts: false,
    ...(settings.user && { user: settings.user }),
    state: stateDirectories.map((path) => ({ path, mode: 0o700, owner: 'program' })),
    stateFiles: [],
    // The package's own directory: that of a second instance is made only when it first starts.
    packaged: { workingDirectory: '/var/lib/etcd', openFiles: 65536, engines: [] },
    files: fromEnvironment ? [configuration] : [],
    configFiles: settings.configFiles,
    uses: [],
    probe: etcdProbe(cluster, self, flags, fromEnvironment),
    successExitStatus: [],
    stopSeconds: 20,
    unit: settings.unit,
    command: etcdCommand(cluster, self),
    ...(snapshots && { snapshots, wants: [snapshotTimer(self)] }),
    ...(isInstalled && { install: etcdInstall(cluster, self, configuration.assignments) }),
  };
}

/** Hosts that start etcd need to know no other unit. */
function snapshotTimer({ name, settings }: Instance): Sourced<string> {
  const from = mergeProvenance(
    [derived('snapshots are saved while etcd runs')],
    settings.snapshots?.schedule.from ?? [],
  );
  return { value: `${name}-snapshot.timer`, from };
}

/** The package's path for the instance named etcd; a second instance has a directory of its own. */
function configurationPath({ name }: Instance): string {
  return name === 'etcd' ? `${etcdDirectory}/etcd.conf` : `/etc/${name}/etcd.conf`;
}

function configurationFile(
  path: string,
  flags: ReturnType<typeof mergeFlags>,
  isInstalled: boolean,
): ConfigurationFile {
  const told = new Set<string>();
  const inGroups = groups.flatMap((group) => flags.filter(({ name }) => groupOf(name) === group));
  const assignments: Assignment[] = inGroups.map(({ name, value, from }) => {
    const comment = groupOf(name);
    const first = !told.has(comment) && told.add(comment);
    return {
      name: variableOf(name),
      value: { value: flagText(value), from },
      ...(first && { comment }),
    };
  });
  const comment = isInstalled
    ? "Read by the image's start script: etcd gets the variables that the image exports, and no others."
    : 'Every flag of etcd can be set here as ETCD_ and its name in upper case.';
  return { path, comment, assignments };
}

/** Of the package's file, in its order. */
const groups = ['Member', 'Clustering', 'Security'] as const;

function groupOf(flag: string): (typeof groups)[number] {
  if (/^initial-/.test(flag)) return 'Clustering';
  if (/(cert|key|ca)-(file|auth)$/.test(flag)) return 'Security';
  return 'Member';
}

/** Configuration and certificates read-only, state writable, each at its own path. */
function mountsOf(cluster: Cluster, self: Instance): Sourced<MountSetting>[] {
  const { settings } = self;
  const { pki } = cluster;
  const from = [byDefault('component etcd')];
  const configuration = configurationPath(self).replace(/\/[^/]+$/, '');
  const files = pki.etcd && [
    pki.etcd.ca,
    ...pairFiles(pki.etcd.server),
    ...pairFiles(pki.etcd.peer),
    ...pairFiles(pki.etcd.client),
  ];
  // Without a file of ours nobody makes that directory, and runc does not start without it.
  const own = settings.delivery.value === 'env-files' ? [sourced(configuration, byDefault('component etcd'))] : [];
  const readOnly = [
    ...own,
    ...directoriesOf(files ?? []).filter(
      ({ value }) => own.length === 0 || !`${value}/`.startsWith(`${configuration}/`),
    ),
    ...flannelDirectories(cluster, self),
  ].filter(({ value }, at, all) => all.findIndex((other) => other.value === value) === at);
  return [
    ...readOnly.map((directory) => ({
      value: { source: directory.value, target: directory.value, options: ['rbind', 'ro'] },
      from: mergeProvenance(from, directory.from),
    })),
    ...(settings.dataDir === undefined
      ? []
      : [
          {
            value: { source: settings.dataDir.value, target: settings.dataDir.value, options: ['rbind', 'rw'] },
            from: settings.dataDir.from,
          },
        ]),
    ...snapshotMounts(self),
    ...settings.mounts,
  ];
}

function pairFiles(pair: { cert: Sourced<string>; key: Sourced<string> }): Sourced<string>[] {
  return [pair.cert, pair.key];
}
