/** A start that returns means a component that answers. */
import assert from 'node:assert/strict';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { show, until } from '../library/units.ts';

/** Shell: what a unit that is stopped becomes first; the end waits for the start. */
const start = (unit: string) => `state=inactive; systemctl start --no-block ${unit}
while [ "$state" = inactive ]; do state=$(systemctl is-active ${unit}); done
systemctl start ${unit} && echo "$state"`;

/** The stand-in answers 403, then 500, and 200 after two seconds. */
async function startWaits(lab: Lab): Promise<void> {
  for (const component of components) {
    await lab.machine.get(`systemctl stop ${component}`);
    const begin = Date.now();
    const meanwhile = await lab.machine.get(start(component));
    const seconds = (Date.now() - begin) / 1000;
    assert.equal(await lab.health(component), '200', `${component} right after its start`);
    assert.equal(meanwhile, 'activating', `the first state of ${component} after it was stopped`);
    assert.ok(seconds >= 2 && seconds < 30, `the start of ${component} took ${seconds} s`);
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
      assert.ok(seconds >= 2 && seconds < 30, `the start took ${seconds} s`);
    },
  },
  {
    id: 'ready.order-of-a-cold-start',
    needs: ['guide.loop'],
    units: services,
    run: async ({ machine }) => {
      // In one transaction, as at boot, and listed in the wrong order: only After= can put it right.
      const asked = [...services].reverse().join(' ');
      const units = asked.replaceAll(/\S+/g, (name) => `${name}.service`);
      const target = '/run/systemd/system/cold.target';
      await machine.get(`printf '[Unit]\\nWants=%s\\n' '${units}' > ${target} && systemctl daemon-reload`);
      await machine.get(`systemctl stop ${asked}; systemctl start cold.target`, { timeout: 300 });
      await until('all have started', 180, async () => {
        const states = (await machine.sh(`systemctl is-active ${asked}`)).stdout;
        return states === 'active\n'.repeat(services.length);
      });
      await machine.get(`systemctl stop cold.target; rm ${target}; systemctl daemon-reload`);
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
