/** kube-proxy: writes the host's iptables, so it is privileged and shares their lock. */
import { byDefault, sourced } from '../../core/provenance.ts';
import type { ComponentDefinition } from '../../model/component.ts';
import { controllerVariables, loginFiles } from '../kubernetes/controller.ts';
import { hasShell, kubernetesCommand, kubernetesImage } from '../kubernetes/image.ts';
import { hostMount, nodeKernel, nodeLogin, nodeName } from '../kubernetes/node.ts';
import { proxyProbe } from '../kubernetes/probe.ts';
import { kubernetesWorkload } from '../kubernetes/workload.ts';

/** Taken by every iptables since 1.6 (iptables(8), `--wait`): docker and kube-proxy must not write at once. */
const lock = sourced('/run/xtables.lock', byDefault('component kube-proxy'));

export const kubeProxy: ComponentDefinition = {
  kind: 'kube-proxy',
  versionOf: 'kubernetes',
  roles: ['node'],
  kubeadmRoles: ['control-plane', 'node'],
  targets: ['docker', 'host'],
  ports: {},
  image: kubernetesImage('kube-proxy'),
  command: kubernetesCommand('kube-proxy'),
  hasShell,
  workload: (cluster, self) =>
    kubernetesWorkload(cluster, self, {
      variables: controllerVariables('KUBE_PROXY_ARGS'),
      file: 'proxy',
      flags: [nodeLogin(cluster, 'proxy'), nodeName(self)],
      reads: loginFiles(cluster, 'proxy'),
      after: ['kube-apiserver'],
      probe: proxyProbe(cluster.kubernetes.version.value),
      successExitStatus: [143],
      packaged: { openFiles: 65536, engines: [] },
      node: {
        hostPid: false,
        sharedMounts: false,
        mounts: [hostMount(lock, [])],
        state: [],
        stateFiles: self.settings.target.value === 'host' ? [] : [{ path: lock, mode: 0o600 }],
        kernel: nodeKernel(cluster),
      },
    }),
};
