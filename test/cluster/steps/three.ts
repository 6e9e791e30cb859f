/** What befalls one of three hosts of the control plane while the others go on, behind one endpoint. */
import assert from 'node:assert/strict';
import { announceMember } from '../../machine/library/etcd-member.ts';
import type { Step } from '../../machine/library/step.ts';
import { comesTo } from '../../machine/library/units.ts';
import { stepsOf } from '../library/at.ts';
import type { ClusterLab } from '../library/cluster-lab.ts';
import { leader } from '../library/lease.ts';

const { step, fault } = stepsOf('three');

const leaders = ['kube-controller-manager', 'kube-scheduler'] as const;

export const threeSteps: readonly Step<ClusterLab>[] = [
  step('members', async (site) => {
    const list = await site.first.machine.get('etcdctl member list');
    const states = list.split('\n').map((line) => line.split(', ').slice(1, 3).join(' '));
    assert.deepEqual(states.sort(), ['started master-1', 'started master-2', 'started master-3']);
    for (const { name, machine } of site.masters) {
      const health = async () => (await machine.sh('etcdctl endpoint health')).code;
      await comesTo(`etcd of ${name} is healthy`, 30, health, 0);
    }
    const addresses = 'get endpoints kubernetes -o jsonpath={.subsets[0].addresses[*].ip}';
    // Each API server adds itself a while after it is ready, and again and again.
    const expected = site.masters.map(({ address }) => address).join(' ');
    await comesTo('addresses of the API', 60, () => site.asked(addresses), expected);
  }),
  fault('leader-stopped', async (site) => {
    for (const name of leaders) {
      const first = await leader(site, name);
      const { machine } = site.at(first);
      await machine.get(`systemctl stop ${name}`);
      await leader(site, name, first);
      await machine.get(`systemctl start ${name}`);
    }
  }),
  fault('one-reboots', async (site) => {
    const host = site.at('master-2');
    await host.machine.powerOff();
    await site.writer.goesOn(120);
    assert.equal(await host.machine.boot(300), 'running');
  }),
  fault('network-cut', async (site) => {
    await site.cut('master-3', 15, () => site.writer.goesOn(120));
  }),
  fault('power-cut', async (site) => {
    await Promise.all(site.machines.map((machine) => machine.cutPower()));
    const states = await Promise.all(site.machines.map((machine) => machine.boot(300)));
    assert.deepEqual(
      states,
      site.hosts.map(() => 'running'),
    );
  }),
  fault(
    'lost-and-replaced',
    async (site) => {
      const folder = await site.compileReplaced('master-3');
      const host = await site.replace('master-3');
      await site.writer.goesOn(120);
      await announceMember(site.first.machine, 'master-3');
      await host.install(folder, site.pki);
      await site.allowKubectl(host);
      assert.deepEqual(await site.reboot([host]), ['running']);
    },
    ['members'],
  ),
];
