/** A start that returns means a component that answers. */
import assert from 'node:assert/strict';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { show } from '../library/units.ts';

/** The stand-in answers 403, then 500, and 200 after two seconds. */
async function startWaits(lab: Lab): Promise<void> {
  for (const component of components) {
    const start = Date.now();
    const restart = `systemctl restart ${component} & sleep 1; systemctl is-active ${component}; wait $!`;
    const meanwhile = (await lab.machine.sh(restart)).stdout.trim();
    const seconds = (Date.now() - start) / 1000;
    assert.equal(await lab.health(component), '200', `${component} right after its start`);
    assert.equal(meanwhile, 'activating', `${component} one second after its start`);
    assert.ok(seconds >= 2 && seconds < 8, `the start of ${component} took ${seconds} s`);
  }
}

export const readySteps: readonly Step[] = [
  { id: 'ready.start-waits', needs: ['guide.loop'], up: true, units: components, run: startWaits },
  {
    // Atomic hosts have curl; wait-ready has to do without, and with nothing but what the host surely has.
    id: 'ready.without-curl',
    needs: ['guide.loop'],
    up: true,
    units: components,
    run: async (lab) => {
      await lab.machine.get('mv /usr/bin/curl /usr/bin/curl.away');
      const start = Date.now();
      const outcome = await lab.machine.sh('systemctl restart kube-scheduler');
      const seconds = (Date.now() - start) / 1000;
      await lab.machine.get('mv /usr/bin/curl.away /usr/bin/curl');
      assert.deepEqual([outcome.code, await lab.health('kube-scheduler')], [0, '200']);
      assert.ok(seconds >= 2 && seconds < 8, `the start took ${seconds} s`);
    },
  },
  {
    id: 'ready.order-of-a-cold-start',
    needs: ['guide.loop'],
    units: services,
    run: async ({ machine }) => {
      // Asked for in the wrong order, all at once: only After= can put it right.
      const asked = [...services].reverse().join(' ');
      await machine.get(`systemctl stop ${asked}; systemctl start ${asked}`, { timeout: 120 });
      const when = async (unit: string, property: string) => Number((await show(machine, unit))[property]);
      const ready = (unit: string) => when(unit, 'ActiveEnterTimestampMonotonic');
      const pairs = [
        ['etcd', 'kube-apiserver'],
        ['kube-apiserver', 'kube-controller-manager'],
        ['kube-apiserver', 'kube-scheduler'],
      ] as const;
      for (const [first = '', second = ''] of pairs) {
        // Leaving `inactive` is the beginning of a start.
        const started = await when(second, 'InactiveExitTimestampMonotonic');
        assert.ok((await ready(first)) <= started, `${second} starts when ${first} is ready`);
      }
    },
  },
];
