/** The CentOS guide on a host of Kubernetes 1.20: its files edited as it says, its loop typed as it stands there. */
import assert from 'node:assert/strict';
import { guideLoop } from '../../machine/library/guide.ts';
import type { Step } from '../../machine/library/step.ts';
import { stepsOf } from '../library/at.ts';
import type { ClusterLab } from '../library/cluster-lab.ts';
import { Host } from '../library/host.ts';

const { fault } = stepsOf('plain');

/** The guide's lines, and what 1.20 accepts in their place: there is no port without TLS any more. */
const typed: readonly (readonly [file: string, line: RegExp, text: string])[] = [
  ['kubernetes/config', /^KUBE_LOG_LEVEL=.*$/m, 'KUBE_LOG_LEVEL="--v=1"'],
  ['kubernetes/config', /^KUBE_MASTER=.*$/m, 'KUBE_MASTER="--master=https://master-1:6443"'],
  ['kubernetes/apiserver', /^(?=KUBE_API_PORT=)/m, 'KUBE_API_ADDRESS="--bind-address=0.0.0.0"\n'],
  ['kubernetes/apiserver', /^(?=KUBE_API_ARGS=)/m, 'KUBELET_PORT="--kubelet-port=10250"\n'],
  ['kubernetes/apiserver', /^KUBE_ETCD_SERVERS=.*$/m, 'KUBE_ETCD_SERVERS="--etcd-servers=http://master-1:2379"'],
  ['etcd/etcd.conf', /^ETCD_LISTEN_CLIENT_URLS=.*$/m, 'ETCD_LISTEN_CLIENT_URLS="http://0.0.0.0:2379"'],
  ['etcd/etcd.conf', /^ETCD_ADVERTISE_CLIENT_URLS=.*$/m, 'ETCD_ADVERTISE_CLIENT_URLS="http://0.0.0.0:2379"'],
];

/** Words of a running program, from the kernel. */
async function words(host: Host, name: string): Promise<string[]> {
  return (await host.machine.get(`tr '\\0' '\\n' < /proc/${Host.program(name)}/cmdline`)).split('\n');
}

export const guideSteps: readonly Step<ClusterLab>[] = [
  fault('guide', async (site) => {
    const { machine } = site.first;
    for (const file of new Set(typed.map(([name]) => name))) {
      const before = await machine.get(`cat /etc/${file}`);
      const lines = typed.filter(([name]) => name === file);
      const after = lines.reduce((text, [, line, replacement]) => {
        assert.match(text, line, file);
        return text.replace(line, replacement);
      }, before);
      await machine.get(`cat > /etc/${file}`, { input: `${after}\n` });
    }
    await machine.get(guideLoop, { timeout: 300 });
    await site.recovered();
    const server = await words(site.first, 'kube-apiserver');
    for (const word of [
      '--etcd-servers=http://master-1:2379',
      '--bind-address=0.0.0.0',
      '--kubelet-port=10250',
      '--v=1',
    ]) {
      assert.ok(server.includes(word), `${word} among ${server.join(' ')}`);
    }
    const manager = await words(site.first, 'kube-controller-manager');
    assert.ok(manager.includes('--master=https://master-1:6443'), manager.join(' '));
    await machine.get(`tar -C / -xpf /lab/${site.name}/master-1.tar && systemctl daemon-reload && ${guideLoop}`, {
      timeout: 300,
    });
  }),
];
