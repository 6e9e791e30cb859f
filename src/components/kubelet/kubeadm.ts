/**
 * The kubelet that kubeadm uses: its package's unit with kubeadm's drop-in. Variables, files and their
 * order are those of the drop-in that came with each version (kubernetes/release, 10-kubeadm.conf).
 */
import { byDefault, derived, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster, Instance } from '../../model/cluster.ts';
import { cniDirectories, flexVolumeDirectory } from '../../model/kubeadm-paths.ts';
import { addressIn } from '../../model/network-address.ts';
import type { Arg, ConfigurationFile, StateDirectory, UnitVariable, Workload } from '../../model/workload.ts';
import { argumentWords, flagWord, mergeFlags } from '../flags.ts';
import { cloudFlags } from '../kubernetes/cloud.ts';
import { nodeKernel, nodeName } from '../kubernetes/node.ts';
import { runtimeUnit } from './runtime-unit.ts';

const kubeadm = byDefault('kubeadm');

export function kubeadmKubelet(cluster: Cluster, self: Instance): Workload {
  const { settings } = self;
  const { version } = cluster.kubernetes;
  const isConfigured = hasConfiguration(cluster);
  const variables = isConfigured ? [login, configuration] : flagVariables(cluster, self);
  const extra = extraWords(cluster, self);
  const file = extraFile(cluster);
  const names = [
    ...variables.map(({ name }) => name),
    ...(isConfigured ? ['KUBELET_KUBEADM_ARGS'] : []),
    'KUBELET_EXTRA_ARGS',
  ];
  const from = mergeProvenance([kubeadm], version.from);
  return {
    name: self.name,
    kind: self.kind,
    template: 'units/kubelet-kubeadm.conf.mustache',
    image: settings.image,
    pull: settings.pull,
    program: settings.command,
    argv: names.map((variable): Sourced<Arg> => ({ value: { variable }, from })),
    environmentFiles: [...(isConfigured ? ['/var/lib/kubelet/kubeadm-flags.env'] : []), file],
    env: settings.env,
    unitVariables: variables,
    mounts: [],
    capabilities: [],
    openFiles: 16384,
    privileged: false,
    hostPid: false,
    sharedMounts: false,
    state: stateOf(cluster, self),
    stateFiles: [],
    kernel: nodeKernel(cluster),
    packaged: { engines: [] },
    files: extra.length === 0 ? [] : [extraConfiguration(file, extra)],
    configFiles: settings.configFiles,
    // Where no socket is named, docker runs the pods until 1.23; from then on kubeadm finds the runtime.
    uses: settings.criSocket === undefined ? dockerUnit(cluster) : runtimeUnit(settings.criSocket),
    // It restarts until kubeadm has configured it: nobody waits for it.
    probe: { notify: false, endpoints: [], timeoutSeconds: 0 },
    successExitStatus: [],
    stopSeconds: 20,
    unit: settings.unit,
  };
}

/** From 1.11 on kubeadm writes a configuration file and flags for the kubelet; before, the drop-in has all flags. */
function hasConfiguration({ kubernetes: { version } }: Cluster): boolean {
  return atLeast(version.value, '1.11');
}

function dockerUnit({ kubernetes: { version } }: Cluster): Sourced<string>[] {
  return atLeast(version.value, '1.24') ? [] : [sourced('docker.service', kubeadm)];
}

/** Read last, so that what stands there wins; Debian's packages have such files in /etc/default. */
function extraFile({ system }: Cluster): string {
  return system.os === 'debian' ? '/etc/default/kubelet' : '/etc/sysconfig/kubelet';
}

function variable(name: string, words: readonly string[], from: UnitVariable['from'] = [kubeadm]): UnitVariable {
  return { name, words, from };
}

const login = variable('KUBELET_KUBECONFIG_ARGS', [
  '--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf',
  '--kubeconfig=/etc/kubernetes/kubelet.conf',
]);
const configuration = variable('KUBELET_CONFIG_ARGS', ['--config=/var/lib/kubelet/config.yaml']);

function flagVariables(cluster: Cluster, self: Instance): UnitVariable[] {
  const { serviceCIDR, clusterDomain } = cluster.kubernetes;
  const { binDir, confDir } = cniDirectories(self);
  const { cgroupDriver, os, release } = cluster.system;
  const address = addressIn(serviceCIDR.value, 10);
  const rule = derived("the tenth address of the services' network");
  return [
    login,
    variable('KUBELET_SYSTEM_PODS_ARGS', ['--pod-manifest-path=/etc/kubernetes/manifests', '--allow-privileged=true']),
    variable(
      'KUBELET_NETWORK_ARGS',
      ['--network-plugin=cni', `--cni-conf-dir=${confDir.value}`, `--cni-bin-dir=${binDir.value}`],
      mergeProvenance([kubeadm], confDir.from, binDir.from),
    ),
    variable(
      'KUBELET_DNS_ARGS',
      [...(address === undefined ? [] : [`--cluster-dns=${address}`]), `--cluster-domain=${clusterDomain.value}`],
      mergeProvenance([kubeadm, rule], serviceCIDR.from, clusterDomain.from),
    ),
    variable('KUBELET_AUTHZ_ARGS', ['--authorization-mode=Webhook', '--client-ca-file=/etc/kubernetes/pki/ca.crt']),
    variable('KUBELET_CADVISOR_ARGS', ['--cadvisor-port=0']),
    ...(cgroupDriver === undefined
      ? []
      : [
          variable(
            'KUBELET_CGROUP_ARGS',
            [`--cgroup-driver=${cgroupDriver}`],
            [byDefault(`host system ${os} ${release}`)],
          ),
        ]),
    variable('KUBELET_CERTIFICATE_ARGS', ['--rotate-certificates=true', '--cert-dir=/var/lib/kubelet/pki']),
  ];
}

/** `args` at every version; where kubeadm hands no flags to the kubelet, all others as well. */
function extraWords(cluster: Cluster, self: Instance): Sourced<string>[] {
  const { settings } = self;
  const args = argumentWords(settings.args);
  if (hasConfiguration(cluster)) return args;
  const flexVolumes = flexVolumeDirectory(cluster);
  const socket = settings.criSocket;
  const flags = mergeFlags(
    [
      nodeName(self),
      socket && ['container-runtime', 'remote', socket.from],
      socket && ['container-runtime-endpoint', socket.value, socket.from],
      flexVolumes && ['volume-plugin-dir', flexVolumes.value, flexVolumes.from],
      ...cloudFlags(cluster, self),
    ],
    settings,
  );
  return [...flags.map(({ name, value, from }) => flagWord(name, value, from)), ...args];
}

function extraConfiguration(path: string, words: readonly Sourced<string>[]): ConfigurationFile {
  return {
    path,
    comment: 'Read last by the unit: what is set here wins over what kubeadm says.',
    assignments: [{ name: 'KUBELET_EXTRA_ARGS', comment: 'Flags of the kubelet on this host', words }],
  };
}

/** What is written into when the cluster runs, by the kubelet, by network add-ons, by storage drivers. */
function stateOf(cluster: Cluster, self: Instance): StateDirectory[] {
  const { binDir, confDir } = cniDirectories(self);
  const flexVolumes = flexVolumeDirectory(cluster);
  const directories = [sourced('/var/lib/kubelet', kubeadm), confDir, binDir, ...(flexVolumes ? [flexVolumes] : [])];
  return directories.map((path) => ({ path, mode: 0o755, owner: 'content' }));
}
