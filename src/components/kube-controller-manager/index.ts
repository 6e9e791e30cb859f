/** kube-controller-manager: exits 2 when stopped (measured with 1.20), which is a clean stop. */
import { byDefault, type Sourced } from '../../core/provenance.ts';
import { atLeast } from '../../core/version.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { ComponentDefinition } from '../../model/component.ts';
import type { DefaultFlag } from '../flags.ts';
import { controllerVariables, loginFiles, loginFlags } from '../kubernetes/controller.ts';
import { hasShell, kubernetesCommand, kubernetesImage } from '../kubernetes/image.ts';
import { controllerProbe } from '../kubernetes/probe.ts';
import { kubernetesWorkload } from '../kubernetes/workload.ts';

export const kubeControllerManager: ComponentDefinition = {
  kind: 'kube-controller-manager',
  versionOf: 'kubernetes',
  roles: ['control-plane'],
  kubeadmRoles: ['control-plane'],
  targets: ['docker', 'system-container', 'host'],
  packageUser: 'kube',
  ports: {},
  image: kubernetesImage('kube-controller-manager'),
  command: kubernetesCommand('kube-controller-manager'),
  hasShell,
  workload: (cluster, self) =>
    kubernetesWorkload(cluster, self, {
      variables: controllerVariables('KUBE_CONTROLLER_MANAGER_ARGS'),
      file: 'controller-manager',
      flags: [...loginFlags(cluster, 'controller-manager'), ...trustFlags(cluster)],
      reads: [...loginFiles(cluster, 'controller-manager'), ...trustFiles(cluster)],
      after: ['kube-apiserver'],
      probe: controllerProbe(cluster.kubernetes.version.value, { secure: 10257, insecure: 10252 }, '1.22'),
      successExitStatus: [2, 143],
      packaged: { openFiles: 65536, engines: [] },
    }),
};

/** Under RBAC, the default from 1.20 on, the roles are the single controllers', each with an account of its own. */
function trustFlags({ kubernetes: { version }, pki: { kubernetes } }: Cluster): DefaultFlag[] {
  const key = kubernetes?.serviceAccount?.private;
  const accounts = key && atLeast(version.value, '1.20');
  return [
    key && ['service-account-private-key-file', key.value, key.from],
    accounts ? ['use-service-account-credentials', true, [byDefault('component kube-controller-manager')]] : undefined,
    kubernetes && ['root-ca-file', kubernetes.ca.value, kubernetes.ca.from],
  ];
}

function trustFiles({ pki: { kubernetes } }: Cluster): Sourced<string>[] {
  const key = kubernetes?.serviceAccount?.private;
  return [...(key ? [key] : []), ...(kubernetes ? [kubernetes.ca] : [])];
}
