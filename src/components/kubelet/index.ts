/** kubelet: in a privileged container that sees the host, as the distributions' images run it, or from its package. */
import { byDefault, type Sourced, sourced } from '../../core/provenance.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import type { ComponentDefinition } from '../../model/component.ts';
import { directoriesOf } from '../../model/pki.ts';
import type { MountSetting } from '../../model/settings.ts';
import type { StateDirectory, StateLink, Workload } from '../../model/workload.ts';
import { loginFiles } from '../kubernetes/controller.ts';
import { hasShell, kubernetesCommand, kubernetesImage } from '../kubernetes/image.ts';
import { hostMount, nodeKernel } from '../kubernetes/node.ts';
import { pauseImage } from '../kubernetes/pause-image.ts';
import { kubeletProbe } from '../kubernetes/probe.ts';
import { kubernetesWorkload } from '../kubernetes/workload.ts';
import { isContainerized, kubeletFlags, standardRoot } from './flags.ts';
import { kubeadmKubelet } from './kubeadm.ts';
import { runtimeUnit } from './runtime-unit.ts';
import { kubeletVariables, scriptVariables } from './variables.ts';

export const kubelet: ComponentDefinition = {
  kind: 'kubelet',
  versionOf: 'kubernetes',
  roles: ['node'],
  kubeadmRoles: ['control-plane', 'node'],
  targets: ['docker', 'host'],
  withoutImage:
    'write `target: host` where a package brings it, or an `image:`; upstream has it only in `family: hyperkube`, until 1.18',
  ports: {},
  dataDir: (name) => `/var/lib/${name}`,
  image: kubernetesImage('kubelet'),
  podImage: pauseImage,
  command: kubernetesCommand('kubelet'),
  hasShell,
  workload: (cluster, self) =>
    cluster.kubernetes.kubeadm === undefined
      ? ownWorkload(cluster, self)
      : { ...kubeadmKubelet(cluster, self), stateLinks: credentialLinks(cluster, self) },
};

function ownWorkload(cluster: Cluster, self: Instance): Workload {
  const variables = self.settings.launch.value === 'image' ? scriptVariables : kubeletVariables;
  return kubernetesWorkload(cluster, self, {
    variables: variables(cluster.kubernetes.version.value),
    file: 'kubelet',
    flags: kubeletFlags(cluster, self),
    reads: [...loginFiles(cluster, 'kubelet'), ...trustFiles(cluster), ...credentials(cluster)],
    after: ['kube-apiserver'],
    usesUnits: runtimeUnit(self.settings.criSocket),
    probe: kubeletProbe(),
    successExitStatus: [143],
    packaged: {
      workingDirectory: standardRoot,
      // Pods outlive a restart of the kubelet.
      killMode: 'process',
      engines: self.settings.criSocket === undefined ? ['docker.service'] : [],
    },
    node: {
      hostPid: true,
      sharedMounts: true,
      mounts: mountsOf(cluster, self),
      state: stateOf(self),
      stateFiles: [],
      stateLinks: credentialLinks(cluster, self),
      kernel: nodeKernel(cluster),
    },
  });
}

function trustFiles({ pki: { kubernetes } }: Cluster): Sourced<string>[] {
  return kubernetes?.kubeletClient === undefined ? [] : [kubernetes.ca];
}

function credentials({ images: { pullSecret } }: Cluster): Sourced<string>[] {
  return pullSecret === undefined ? [] : [pullSecret];
}

/** The first place where a kubelet looks for credentials (pkg/credentialprovider/config.go), unless they are there. */
function credentialLinks(cluster: Cluster, self: Instance): StateLink[] {
  const { value, from } = rootOf(self);
  return credentials(cluster)
    .map((target) => ({ path: { value: `${value}/config.json`, from }, target }))
    .filter(({ path, target }) => path.value !== target.value);
}

const component = byDefault('component kubelet');
const path = (value: string): Sourced<string> => sourced(value, component);

function rootOf({ settings: { dataDir } }: Instance): Sourced<string> {
  return dataDir ?? path(standardRoot);
}

/**
 * Those of the distributions' image (its label RUN), in their order. With `--containerized` volumes are
 * mounted by the host, and reach the container as a slave; without it they have to get out of it.
 */
function mountsOf({ kubernetes: { version } }: Cluster, self: Instance): Sourced<MountSetting>[] {
  const { cni, criSocket, target } = self.settings;
  const containerized = isContainerized(version.value, target.value);
  return [
    ...(containerized ? [hostMount(path('/'), ['ro'], '/rootfs')] : []),
    ...['/sys', '/var/run', '/run', '/var/lib/docker'].map((directory) => hostMount(path(directory), ['rw'])),
    hostMount(rootOf(self), [containerized ? 'slave' : 'shared']),
    hostMount(path('/var/log/containers'), ['rw']),
    ...(cni ? [hostMount(cni.confDir, ['ro']), hostMount(cni.binDir, ['ro'])] : []),
    ...socketDirectories(criSocket).map((directory) => hostMount(directory, ['rw'])),
  ];
}

/** What a runtime listens on below /run is mounted already. */
function socketDirectories(socket: Sourced<string> | undefined): Sourced<string>[] {
  const files = socket === undefined ? [] : [{ value: socket.value.replace(/^unix:\/\//, ''), from: socket.from }];
  return directoriesOf(files).filter(({ value }) => !/^(\/var)?\/run(\/|$)/.test(value));
}

function stateOf(self: Instance): StateDirectory[] {
  const { cni } = self.settings;
  const directories = [rootOf(self), path('/var/log/containers'), ...(cni ? [cni.confDir, cni.binDir] : [])];
  return directories.map((directory) => ({ path: directory, mode: 0o755, owner: 'content' }));
}
