/** Everything that can be killed is killed once; each time the unit comes back by itself, with one container. */
import assert from 'node:assert/strict';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';

/** Five seconds of RestartSec=, two until the stand-in answers, and the rest for docker on a busy machine. */
const patience = 60;
const put = { variables: { ETCDCTL_API: '3' } };

/** One harm for each unit, in the first round all at the same time. */
const harms = {
  'kube-apiserver': 'kill -9 $(systemctl show -P MainPID kube-apiserver)',
  'kube-controller-manager': "kill -9 $(docker inspect -f '{{.State.Pid}}' kube-controller-manager)",
  'kube-scheduler': 'docker stop kube-scheduler',
  etcd: 'kill -9 $(systemctl show -P MainPID etcd)',
};
type Unit = keyof typeof harms;

/** InvocationID of each unit before the harm. */
const before = new Map<Unit, string>();

async function comesBack(lab: Lab, unit: Unit): Promise<void> {
  await lab.recovers(unit, before.get(unit) ?? '', patience);
}

function after(id: string, unit: Unit): Step {
  const run = (lab: Lab) => comesBack(lab, unit);
  return { id, needs: ['kill.everything-at-once'], units: [`${unit}.service`], run };
}

export const killSteps: readonly Step[] = [
  {
    id: 'kill.everything-at-once',
    needs: ['guide.loop'],
    up: true,
    units: Object.keys(harms),
    run: async (lab) => {
      await lab.machine.get('etcdctl put survivor yes', put);
      for (const unit of ['etcd', ...components] as const) before.set(unit, await lab.invocation(unit));
      await lab.machine.get(`${Object.values(harms).join(' & ')} & wait`);
    },
  },
  after('kill.docker-client', 'kube-apiserver'),
  after('kill.container-process', 'kube-controller-manager'),
  after('kill.docker-stop-from-outside', 'kube-scheduler'),
  after('kill.runc', 'etcd'),
  {
    id: 'kill.leaves-one-of-each',
    needs: ['kill.docker-client', 'kill.container-process', 'kill.docker-stop-from-outside', 'kill.runc'],
    units: Object.keys(harms),
    run: async ({ machine }) => {
      const containers = await machine.get("docker ps -a --format '{{.Names}} {{.State}}' | sort");
      assert.equal(containers, components.map((name) => `${name} running`).join('\n'));
      assert.equal(await machine.get('pidof etcd | wc -w; runc list -q'), '1\netcd');
    },
  },
  {
    id: 'kill.etcd',
    needs: ['kill.runc'],
    up: true,
    units: ['etcd.service'],
    run: async (lab) => {
      before.set('etcd', await lab.invocation('etcd'));
      await lab.machine.get('kill -9 $(pidof etcd)');
      await comesBack(lab, 'etcd');
      assert.equal(await lab.machine.get('etcdctl get survivor --print-value-only', put), 'yes');
    },
  },
];
