/**
 * flanneld: takes a lease from etcd and makes the network of its host. Variables and the order of the
 * words are those of the packages' flanneld-start; docker's options are written by a helper on the host.
 */
import { byDefault, mergeProvenance, type Provenance, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { ComponentDefinition } from '../../model/component.ts';
import { dockerOptionsFile, flannelDirectory, flannelRunDirectory, leaseFile } from '../../model/flannel.ts';
import { directoriesOf } from '../../model/pki.ts';
import type { MountSetting } from '../../model/settings.ts';
import type { Device, Workload } from '../../model/workload.ts';
import { configurationFile, flanneldWords, sysconfigPath } from './command-line.ts';
import { flanneldImage } from './image.ts';
import { flanneldInstall, installedLease } from './install.ts';

export const flanneld: ComponentDefinition = {
  kind: 'flanneld',
  versionOf: 'flannel',
  section: 'flannel',
  roles: ['control-plane', 'node'],
  besideDocker: true,
  targets: ['system-container', 'host'],
  installable: true,
  family: 'upstream',
  ports: {},
  image: flanneldImage,
  command: (family) => (family === 'upstream' ? '/opt/bin/flanneld' : '/usr/bin/flanneld'),
  workload,
};

const component: readonly Provenance[] = [byDefault('component flanneld')];

function workload(cluster: Cluster, self: Instance): Workload {
  const { settings } = self;
  const { flannel } = cluster;
  if (flannel === undefined) throw new Error('flanneld runs only where the spec has `flannel`');
  const isInstalled = settings.form.value === 'install';
  const fromEnvironment = isInstalled || settings.delivery.value === 'env-files';
  const lease = isInstalled ? installedLease(self) : leaseFile;
  const { literal, variables, assignments } = flanneldWords(cluster, flannel, self);
  return {
    name: self.name,
    kind: self.kind,
    template: 'units/flanneld.service.mustache',
    image: settings.image,
    pull: settings.pull,
    program: settings.command,
    argv: fromEnvironment ? variables : literal,
    environmentFiles: fromEnvironment ? [sysconfigPath] : [],
    environmentPrefix: 'FLANNELD_',
    env: settings.env,
    mounts: mountsOf(cluster, self),
    // Interfaces, routes and iptables; keys that belong to another user.
    capabilities: ['CAP_NET_ADMIN', 'CAP_NET_RAW', 'CAP_DAC_READ_SEARCH'],
    openFiles: 16384,
    privileged: false,
    hostPid: false,
    sharedMounts: false,
    ...(settings.user && { user: settings.user }),
    state: [
      { path: sourced(flannelRunDirectory, ...component), mode: 0o755, owner: 'content' },
      { path: sourced(flannelDirectory, ...component), mode: 0o755, owner: 'content' },
    ],
    stateFiles: [],
    packaged: { engines: [] },
    files: fromEnvironment ? [configurationFile(assignments, isInstalled)] : [],
    configFiles: settings.configFiles,
    uses: usesOf(self),
    probe: {
      notify: true,
      endpoints: [],
      file: lease,
      // docker is ordered behind this unit, so a start that may last for ever would hold docker for ever.
      timeoutSeconds: flannel.dockerWait.value,
    },
    successExitStatus: [],
    // flanneld 0.7 does not end on SIGTERM.
    stopSeconds: 5,
    unit: settings.unit,
    setsKernel: true,
    devices: devicesOf(cluster),
    view: {
      dockerVariable: {
        value: cluster.system.dockerNetworkVariable ?? 'DOCKER_NETWORK_OPTIONS',
        from: mergeProvenance(component, cluster.systemFrom),
      },
      leaseFile: sourced(lease, ...component),
      dockerOptions: sourced(dockerOptionsFile, ...component),
      // Only in the drop-in of the install form.
      imageDropIn: sourced(`/etc/systemd/system/docker.service.d/${self.name}.conf`, ...component),
      startSeconds: { value: String(flannel.dockerWait.value + 5), from: flannel.dockerWait.from },
      late: { value: `--late=${flannel.late.value}`, from: flannel.late.from },
    },
    helpers: { dockerOpts: 'docker-opts' },
    ...(isInstalled && { install: flanneldInstall(cluster, self, assignments) }),
  };
}

/** The run directory at the path that flanneld has built in, certificates, and what the spec adds. */
function mountsOf({ pki }: Cluster, { settings }: Instance): Sourced<MountSetting>[] {
  const mount = (path: string, option: string, from: readonly Provenance[]): Sourced<MountSetting> => ({
    value: { source: path, target: path, options: ['rbind', option] },
    from,
  });
  const files = pki.etcd === undefined ? [] : [pki.etcd.ca, pki.etcd.client.cert, pki.etcd.client.key];
  const outside = directoriesOf(files).filter(({ value }) => !`${value}/`.startsWith(`${flannelDirectory}/`));
  return [
    mount(flannelRunDirectory, 'rw', component),
    mount(flannelDirectory, 'ro', component),
    ...outside.map(({ value, from }) => mount(value, 'ro', from)),
    ...settings.mounts,
  ];
}

/** The network key is written on hosts of etcd, so there flanneld comes after that. */
function usesOf({ host }: Instance): Sourced<string>[] {
  if (!host.instances.some(({ name }) => name === 'etcd')) return [];
  return ['etcd.service', 'flannel-network-config.service'].map((unit) => sourced(unit, ...component));
}

/** Only udp works in user space, through a tun device. */
function devicesOf({ flannel }: Cluster): Device[] {
  if (flannel?.backend.value.type !== 'udp') return [];
  return [{ path: '/dev/net/tun', major: 10, minor: 200, from: flannel.backend.from }];
}
