/** The machine goes down and comes up: nobody types anything. */
import assert from 'node:assert/strict';
import type { Lab } from '../library/lab.ts';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { journal } from '../library/units.ts';

const api3 = { variables: { ETCDCTL_API: '3' } };

async function allActive({ machine }: Lab): Promise<void> {
  assert.equal(await machine.boot(), 'running');
  const states = await machine.get(`systemctl is-active ${services.join(' ')} docker`);
  assert.equal(states, 'active\n'.repeat(services.length + 1).trim());
  assert.equal(await machine.get('systemctl --failed --no-legend'), '');
  const restarts = await machine.get(`systemctl show -P NRestarts ${services.join(' ')}`);
  assert.deepEqual(
    restarts.match(/\d+/g),
    services.map(() => '0'),
    'the first attempt of each succeeds',
  );
}

export const rebootSteps: readonly Step[] = [
  {
    id: 'reboot.all-active',
    needs: ['guide.loop'],
    up: true,
    units: services,
    run: async (lab) => {
      await lab.machine.get('etcdctl put before-reboot kept', api3);
      const start = Date.now();
      await lab.machine.powerOff();
      const seconds = (Date.now() - start) / 1000;
      assert.ok(seconds < 60, `the shutdown took ${seconds} s`);
      await allActive(lab);
    },
  },
  {
    id: 'reboot.in-order',
    needs: ['reboot.all-active'],
    units: services,
    run: async ({ machine }) => {
      const entries = await journal(machine);
      const when = (unit: string, start: string): number => {
        const found = entries.find(
          (e) => e.program === 'systemd' && e.unit === `${unit}.service` && e.message.startsWith(start),
        );
        return found?.at ?? Number.NaN;
      };
      assert.ok(when('etcd', 'Started ') <= when('kube-apiserver', 'Starting '), 'etcd, then the apiserver');
      for (const client of ['kube-controller-manager', 'kube-scheduler']) {
        assert.ok(when('kube-apiserver', 'Started ') <= when(client, 'Starting '), `the apiserver, then ${client}`);
      }
    },
  },
  {
    id: 'reboot.data-is-kept',
    needs: ['reboot.all-active'],
    units: ['etcd.service'],
    run: async ({ machine }) => {
      assert.equal(await machine.get('etcdctl get before-reboot --print-value-only', api3), 'kept');
    },
  },
  {
    id: 'reboot.asks-no-registry',
    needs: ['reboot.all-active'],
    run: async ({ machine }) => {
      const said = (await journal(machine)).filter(({ message }) =>
        /registry\.lab.*(lookup|dial)|pulling/i.test(message),
      );
      assert.deepEqual(said, []);
      assert.notEqual((await machine.sh('getent hosts registry.lab')).code, 0, 'the registry is unreachable');
    },
  },
  {
    id: 'reboot.after-a-power-cut',
    needs: ['guide.loop'],
    up: true,
    units: services,
    run: async (lab) => {
      await lab.machine.get('etcdctl put before-the-cut kept && sync', api3);
      await lab.machine.cutPower();
      await allActive(lab);
      assert.equal(await lab.machine.get('etcdctl get before-the-cut --print-value-only', api3), 'kept');
    },
  },
];
