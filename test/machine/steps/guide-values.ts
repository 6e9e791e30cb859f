/** /etc/kubernetes with what the CentOS guide has its reader type there. */
import assert from 'node:assert/strict';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';

/** Words of /etc/kubernetes as the guide has them typed, in the order of the packages' units. */
const logging = ['--logtostderr=true', '--v=0'];
const values = {
  config: [
    'KUBE_LOGTOSTDERR="--logtostderr=true"',
    'KUBE_LOG_LEVEL="--v=0"',
    'KUBE_ALLOW_PRIV="--allow-privileged=false"',
    'KUBE_MASTER="--master=http://centos-master:8080"',
  ],
  apiserver: [
    '# The address on the local server to listen to.',
    'KUBE_API_ADDRESS="--address=0.0.0.0"',
    '',
    '# The port on the local server to listen on.',
    'KUBE_API_PORT="--port=8080"',
    '',
    '# Port kubelets listen on',
    'KUBELET_PORT="--kubelet-port=10250"',
    '',
    '# Comma separated list of nodes in the etcd cluster',
    'KUBE_ETCD_SERVERS="--etcd-servers=http://centos-master:2379"',
    '',
    '# Address range to use for services',
    'KUBE_SERVICE_ADDRESSES="--service-cluster-ip-range=10.254.0.0/16"',
    '',
    '# Add your own!',
    'KUBE_API_ARGS=""',
  ],
};

export const guideValuesSteps: readonly Step[] = [
  {
    id: 'guide.values-arrive',
    needs: ['guide.loop'],
    up: true,
    units: services,
    run: async (lab) => {
      await lab.type('/etc/kubernetes/config', `${values.config.join('\n')}\n`);
      await lab.type('/etc/kubernetes/apiserver', `${values.apiserver.join('\n')}\n`);
      await lab.type('/etc/kubernetes/controller-manager', 'KUBE_CONTROLLER_MANAGER_ARGS=""\n');
      await lab.type('/etc/kubernetes/scheduler', 'KUBE_SCHEDULER_ARGS=""\n');
      try {
        await lab.restart('kube-apiserver', 'kube-controller-manager', 'kube-scheduler');
        await lab.expectWords('kube-apiserver', [
          ...logging,
          '--etcd-servers=http://centos-master:2379',
          '--address=0.0.0.0',
          '--port=8080',
          '--kubelet-port=10250',
          '--allow-privileged=false',
          '--service-cluster-ip-range=10.254.0.0/16',
        ]);
        const master = '--master=http://centos-master:8080';
        await lab.expectWords('kube-controller-manager', [...logging, master]);
        await lab.expectWords('kube-scheduler', [...logging, master]);
        assert.equal(await lab.health('kube-apiserver', '192.168.122.2:8080'), '200');
      } finally {
        await lab.restore();
      }
    },
  },
];
