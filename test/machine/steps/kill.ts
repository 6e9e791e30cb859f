/** Everything that can be killed is killed once; each time the unit comes back by itself, with one container. */
import assert from 'node:assert/strict';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';

/** Five seconds of RestartSec=, two until the stand-in answers, and some for docker. */
const patience = 25;

async function recovers(lab: Lab, unit: string, harm: string): Promise<void> {
  const before = await lab.invocation(unit);
  await lab.machine.get(harm);
  await lab.recovers(unit, before, patience);
}

async function oneContainerEach(lab: Lab): Promise<void> {
  const names = await lab.machine.get("docker ps -a --format '{{.Names}} {{.State}}' | sort");
  assert.equal(names, components.map((name) => `${name} running`).join('\n'));
}

export const killSteps: readonly Step[] = [
  {
    id: 'kill.docker-client',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-apiserver.service'],
    run: async (lab) => {
      await recovers(lab, 'kube-apiserver', 'kill -9 $(systemctl show -P MainPID kube-apiserver)');
      await oneContainerEach(lab);
    },
  },
  {
    id: 'kill.container-process',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-controller-manager.service'],
    run: async (lab) => {
      await recovers(
        lab,
        'kube-controller-manager',
        "kill -9 $(docker inspect -f '{{.State.Pid}}' kube-controller-manager)",
      );
      await oneContainerEach(lab);
    },
  },
  {
    id: 'kill.docker-stop-from-outside',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-scheduler.service'],
    run: async (lab) => {
      await recovers(lab, 'kube-scheduler', 'docker stop kube-scheduler');
      await oneContainerEach(lab);
    },
  },
  {
    id: 'kill.runc',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async (lab) => {
      await recovers(lab, 'etcd', 'kill -9 $(systemctl show -P MainPID etcd)');
      assert.equal(await lab.machine.get('pidof etcd | wc -w'), '1');
    },
  },
  {
    id: 'kill.etcd',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async (lab) => {
      const put = { variables: { ETCDCTL_API: '3' } };
      await lab.machine.get('etcdctl put survivor yes', put);
      await recovers(lab, 'etcd', 'kill -9 $(pidof etcd)');
      assert.equal(await lab.machine.get('etcdctl get survivor --print-value-only', put), 'yes');
    },
  },
];
