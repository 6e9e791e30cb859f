/** Three members of etcd with TLS from one spec, as system containers on three machines; and a second cluster beside. */
import assert from 'node:assert/strict';
import { type Instance, instances, Members, withMembers } from '../library/members.ts';
import type { Step } from '../library/step.ts';
import { comesTo, show } from '../library/units.ts';

/** Enabled and started everywhere at the same time: the first member is ready when there are two. */
async function start(members: Members, instance: Instance): Promise<void> {
  await Promise.all(members.all.map((host) => host.fetch(instance)));
  for (const { machine } of members.all) await machine.get(`systemctl enable ${instance}`);
  await Promise.all(members.all.map(({ machine }) => machine.get(`systemctl start ${instance}`)));
}

async function areOneCluster(members: Members, instance: Instance, client: number, peer: number): Promise<void> {
  const expected = members.all.map(
    ({ name, address }) => `started ${name} https://${address}:${peer} https://${address}:${client}`,
  );
  for (const host of members.all) {
    const unit = await show(host.machine, instance);
    assert.deepEqual([unit.ActiveState, unit.NRestarts], ['active', '0'], `${instance} on ${host.name}`);
    await members.healthy(60, [host], instance);
    // A member may hear a little later than it is ready itself that another one has started.
    await comesTo(`members of ${instance} to ${host.name}`, 30, () => host.list(instance), expected);
  }
}

export const membersSteps: readonly Step[] = [
  {
    id: 'members.boot-and-form',
    units: ['etcd'],
    machines: (lab) => lab.members?.machines ?? [],
    run: async (lab) => {
      const members = await Members.open(lab);
      await Promise.all(members.all.map((host) => host.install('members')));
      await start(members, 'etcd');
      await areOneCluster(members, 'etcd', 2379, 2380);
      await members.writer.goesOn(90);
    },
  },
  withMembers('members.second-instance', async (members) => {
    await start(members, 'etcd-events');
    await areOneCluster(members, 'etcd-events', 2381, 2382);
    const [first, second, third] = members.all.map(({ machine }) => machine);
    assert.ok(first && second && third);
    await first.get('etcdctl put which main && etcd-eventsctl put which events');
    assert.equal(await second.get('etcdctl get which --print-value-only'), 'main');
    assert.equal(await third.get('etcd-eventsctl get which --print-value-only'), 'events');
    assert.equal(await first.get('etcd-eventsctl get w- --prefix --keys-only'), '', 'the keys of the other cluster');
    for (const instance of instances) {
      assert.equal(await third.get(`ls -A /var/lib/${instance}/default.etcd`), 'member', instance);
    }
    assert.equal(await third.get('runc list -q'), instances.join('\n'));
  }),
];
