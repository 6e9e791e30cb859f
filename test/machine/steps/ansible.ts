/** /etc/kubernetes with what the ansible scripts of kubernetes/contrib write there. */
import assert from 'node:assert/strict';
import type { Lab } from '../library/lab.ts';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';

const certs = '/etc/kubernetes/certs';
const logging = ['--logtostderr=true', '--v=0'];
const common = { needs: ['guide.loop'], up: true, units: services };

/** Several flags in one variable, as the scripts have the members of etcd and their certificates. */
const etcd = [
  '--etcd-servers=https://192.168.122.2:2379',
  `--etcd-cafile=${certs}/etcd/ca.crt`,
  `--etcd-certfile=${certs}/etcd/client.crt`,
  `--etcd-keyfile=${certs}/etcd/client.key`,
];
const api = [
  `--tls-cert-file=${certs}/server.crt`,
  `--tls-private-key-file=${certs}/server.key`,
  `--client-ca-file=${certs}/ca.crt`,
  '--token-auth-file=/etc/kubernetes/tokens/known_tokens.csv',
  `--service-account-key-file=${certs}/server.crt`,
  '--bind-address=0.0.0.0',
  '--apiserver-count=1',
];
const files = {
  config: [
    ...['KUBE_LOGTOSTDERR="--logtostderr=true"', 'KUBE_LOG_LEVEL="--v=0"', 'KUBE_ALLOW_PRIV="--allow-privileged=true"'],
    'KUBE_MASTER="--master=https://master-1:443"',
  ],
  apiserver: [
    'KUBE_API_ADDRESS="--insecure-bind-address=127.0.0.1"',
    'KUBE_API_PORT="--secure-port=443"',
    'KUBE_SERVICE_ADDRESSES="--service-cluster-ip-range=10.254.0.0/16"',
    `KUBE_ETCD_SERVERS="${etcd.join(' ')}"`,
    'KUBE_ADMISSION_CONTROL="--admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota"',
    `KUBE_API_ARGS="${api.join(' ')}"`,
  ],
  'controller-manager': [
    `KUBE_CONTROLLER_MANAGER_ARGS="--kubeconfig=/etc/kubernetes/controller-manager.kubeconfig --service-account-private-key-file=${certs}/server.key --root-ca-file=${certs}/ca.crt"`,
  ],
  scheduler: ['KUBE_SCHEDULER_ARGS="--kubeconfig=/etc/kubernetes/scheduler.kubeconfig"'],
};

/** The kernel's bits of a process's effective capabilities (capabilities(7)). */
async function mayDo(lab: Lab, pid: string, bit: number): Promise<boolean> {
  const hex = await lab.machine.get(`sed -n 's/^CapEff:\\t//p' /proc/${pid}/status`);
  return ((BigInt(`0x${hex}`) >> BigInt(bit)) & 1n) === 1n;
}

async function valuesArrive(lab: Lab): Promise<void> {
  try {
    for (const [name, lines] of Object.entries(files))
      await lab.type(`/etc/kubernetes/${name}`, `${lines.join('\n')}\n`);
    await lab.restart('kube-apiserver', 'kube-controller-manager', 'kube-scheduler');
    await lab.expectWords('kube-apiserver', [
      ...logging,
      ...etcd,
      '--insecure-bind-address=127.0.0.1',
      '--secure-port=443',
      '--allow-privileged=true',
      '--service-cluster-ip-range=10.254.0.0/16',
      '--admission-control=NamespaceLifecycle,LimitRanger,ServiceAccount,ResourceQuota',
      ...api,
    ]);
    const master = '--master=https://master-1:443';
    await lab.expectWords('kube-controller-manager', [
      ...[...logging, master, '--kubeconfig=/etc/kubernetes/controller-manager.kubeconfig'],
      ...[`--service-account-private-key-file=${certs}/server.key`, `--root-ca-file=${certs}/ca.crt`],
    ]);
    await lab.expectWords('kube-scheduler', [
      ...[...logging, master, '--kubeconfig=/etc/kubernetes/scheduler.kubeconfig'],
    ]);
  } finally {
    await lab.restore();
  }
}

export const ansibleSteps: readonly Step[] = [
  { id: 'ansible.values-arrive', ...common, run: valuesArrive },
  {
    // The image of these tests names no user, as most do not: an image with one needs `user: root`.
    id: 'ansible.port-443-is-bound',
    ...common,
    run: async (lab) => {
      try {
        await lab.type('/etc/kubernetes/apiserver', 'KUBE_API_PORT="--insecure-port=443"\nKUBE_API_ARGS=""\n');
        await lab.restart('kube-apiserver');
        assert.equal(await lab.health('kube-apiserver', '127.0.0.1:443'), '200');
      } finally {
        await lab.restore();
      }
    },
  },
  {
    // The scripts give the files to users that no container knows: it takes CAP_DAC_OVERRIDE or CAP_DAC_READ_SEARCH.
    id: 'ansible.certificates-of-other-users-are-readable',
    ...common,
    run: async (lab) => {
      const pids = ['$(pidof etcd)', "$(docker inspect -f '{{.State.Pid}}' kube-apiserver)"];
      for (const pid of pids) assert.ok((await mayDo(lab, pid, 1)) || (await mayDo(lab, pid, 2)), pid);
    },
  },
];
