/** From the tarball to a cluster: unpacked, rebooted, and nothing touched. */
import assert from 'node:assert/strict';
import type { Step } from '../../machine/library/step.ts';
import { journal, until } from '../../machine/library/units.ts';
import { journals, stepsOf, type Variant } from '../library/at.ts';
import type { ClusterLab } from '../library/cluster-lab.ts';
import type { Host } from '../library/host.ts';

/** When the units of a host began to start, and when they had started, in seconds of the journal's clock. */
async function starts(host: Host): Promise<{ began: (unit: string) => number; done: (unit: string) => number }> {
  const entries = await journal(host.machine);
  const first = (word: string) => (unit: string) => {
    const found = entries.find((entry) => entry.unit === `${unit}.service` && entry.message.startsWith(`${word} `));
    assert.ok(found, `${host.name}: no "${word}" of ${unit} in the journal`);
    return found.at;
  };
  return { began: first('Starting'), done: first('Started') };
}

/** Pairs of units of which the first has to have started before the second begins to. */
const orders: readonly (readonly [string, string])[] = [
  ['docker', 'kube-apiserver'],
  ['etcd', 'kube-apiserver'],
  ['kube-apiserver', 'kube-controller-manager'],
  ['kube-apiserver', 'kube-scheduler'],
  ['docker', 'kubelet'],
];

async function inOrder(host: Host): Promise<void> {
  const { began, done } = await starts(host);
  const has = (unit: string) => unit === 'docker' || host.units.includes(`${unit}.service`);
  for (const [before, after] of orders.filter((pair) => pair.every(has))) {
    const late = done(before) - began(after);
    assert.ok(late <= 0, `${host.name}: ${after} began ${late.toFixed(3)} s before ${before} had started`);
  }
}

/** From the start of PID 1 to the moment at which a unit has started. */
async function sinceBoot(host: Host, unit: string): Promise<number> {
  const begin = Number(await host.machine.get('systemctl show -P UserspaceTimestampMonotonic')) / 1e6;
  return (await starts(host)).done(unit) - begin;
}

export function bootSteps(variant: Variant): readonly Step<ClusterLab>[] {
  const { step } = stepsOf(variant);
  return [
    {
      id: `${variant}.install`,
      units: ['docker'],
      run: async (lab) => {
        const site = await lab.raise(`cluster-${variant}`);
        for (const host of site.hosts) {
          assert.ok(host.units.length > 0);
          const states = await host.machine.get(`systemctl is-enabled ${host.units.join(' ')}`);
          assert.equal(states, host.units.map(() => 'enabled').join('\n'));
        }
      },
    },
    {
      id: `${variant}.boot`,
      needs: [`${variant}.install`],
      units: journals,
      run: async ({ site }) => {
        const states = await site.reboot();
        assert.deepEqual(
          states,
          site.hosts.map(() => 'running'),
        );
        for (const host of site.hosts) {
          // Those that had to be tried again are the next step's.
          await host.allActive(20);
          assert.equal(await host.machine.get('systemctl --failed --no-legend'), '', host.name);
        }
        for (const host of site.masters) {
          // An etcd that comes last may have the others elect once more.
          await until(`the API of ${host.name} is ready`, 20, () => site.isReady(host));
          const seconds = await sinceBoot(host, 'kube-apiserver');
          console.log(`${host.name}: from boot to a healthy API ${seconds.toFixed(1)} s`);
        }
      },
    },
    step('order', async (site) => {
      for (const host of site.hosts) {
        await inOrder(host);
        for (const unit of host.units) {
          const restarts = await host.machine.get(`systemctl show -P NRestarts ${unit}`);
          assert.equal(restarts, '0', `restarts of ${unit} on ${host.name}`);
        }
      }
    }),
  ];
}
