/** kube-scheduler: exits 2 when stopped (measured with 1.20), which is a clean stop. */
import type { ComponentDefinition } from '../../model/component.ts';
import { controllerVariables, loginFiles, loginFlags } from '../kubernetes/controller.ts';
import { hasShell, kubernetesCommand, kubernetesImage } from '../kubernetes/image.ts';
import { controllerProbe } from '../kubernetes/probe.ts';
import { kubernetesWorkload } from '../kubernetes/workload.ts';

export const kubeScheduler: ComponentDefinition = {
  kind: 'kube-scheduler',
  versionOf: 'kubernetes',
  roles: ['control-plane'],
  kubeadmRoles: ['control-plane'],
  targets: ['docker', 'system-container', 'host'],
  packageUser: 'kube',
  ports: {},
  image: kubernetesImage('kube-scheduler'),
  command: kubernetesCommand('kube-scheduler'),
  hasShell,
  workload: (cluster, self) =>
    kubernetesWorkload(cluster, self, {
      variables: controllerVariables('KUBE_SCHEDULER_ARGS'),
      file: 'scheduler',
      flags: loginFlags(cluster, 'scheduler'),
      reads: loginFiles(cluster, 'scheduler'),
      after: ['kube-apiserver'],
      probe: controllerProbe(cluster.kubernetes.version.value, { secure: 10259, insecure: 10251 }, '1.23'),
      successExitStatus: [2, 143],
      packaged: { openFiles: 65536, engines: [] },
    }),
};
