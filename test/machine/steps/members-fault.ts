/** What befalls one member while the two others go on: its disk, its cable, its whole host. */
import assert from 'node:assert/strict';
import { commandsIn } from '../library/doc.ts';
import { emptyDisk, fillDisk, largeDisk, putLarge, smallDisk } from '../library/etcd-disk.ts';
import { announceMember } from '../library/etcd-member.ts';
import { ctl, type Instance, instances, type Members, type Name, withMembers } from '../library/members.ts';
import type { Step } from '../library/step.ts';
import { cursor, journal, show, until } from '../library/units.ts';

/** Puts large values through another member until the one with the full disk has had enough. */
async function putUntilItFails(members: Members): Promise<void> {
  const { machine } = members.at('etcd-3');
  let number = 0;
  await until('the member with the full disk fails, and is tried again', 240, async () => {
    number += 1;
    await members.at('etcd-1').machine.sh(putLarge(number));
    return Number((await show(machine, 'etcd')).NRestarts) >= 2;
  });
}

/** docs/etcd.md names the etcd of etcd-3; the commands for another one differ in these places alone. */
const replacing = () => commandsIn('Replacing a lost member');
const forInstance = (command: string, instance: Instance) =>
  command.replace(/^etcdctl/, ctl[instance]).replace(/ etcd$/, ` ${instance}`);

function announce(members: Members, name: Name, instance: Instance): Promise<void> {
  const [[list = '', remove = '', add = ''] = []] = replacing();
  return announceMember(members.at('etcd-1').machine, name, {
    list: forInstance(list, instance),
    remove: (id) => forInstance(remove, instance).replace(/ [0-9a-f]+$/, ` ${id}`),
    add: (lost, peer) => {
      const added = forInstance(add, instance).replace(/ etcd-3 --peer-urls=.*$/, ` ${lost} --peer-urls=${peer}`);
      if (lost === 'etcd-3' && instance === 'etcd') assert.equal(added, add);
      return added;
    },
  });
}

export const membersFaultSteps: readonly Step[] = [
  withMembers('members.full-disk', async (members) => {
    const { machine } = members.at('etcd-3');
    await machine.get(smallDisk);
    await members.recovered();
    const before = await cursor(machine);
    await machine.sh(fillDisk);
    await putUntilItFails(members);
    await members.writer.goesOn(90);
    const told = (await journal(machine, 'etcd', before)).map(({ message }) => message).join('\n');
    assert.match(told, /no space left on device/);
    await machine.get(emptyDisk);
    await members.recovered();
    await members.at('etcd-1').machine.get('etcdctl del large- --prefix');
    await machine.get(largeDisk);
    await members.recovered();
  }),
  withMembers('members.network-cut', async (members) => {
    await members.cut('etcd-2');
    await members.writer.goesOn(90);
    assert.equal(await members.at('etcd-2').isHealthy(), false, 'nobody serves alone');
    await members.mend('etcd-2');
    await members.recovered();
  }),
  withMembers(
    'members.replaced',
    async (members) => {
      const [, [, fetch = ''] = [], , [start = ''] = []] = replacing();
      await members.compileReplaced('replaced', 'etcd-3');
      const fresh = await members.replace('etcd-3');
      for (const instance of instances) await announce(members, 'etcd-3', instance);
      await fresh.install('replaced');
      for (const instance of instances) {
        // There is no registry in that network.
        await fresh.machine.get(`${forInstance(fetch, instance)} oci-archive:/lab/etcd.oci.tar`);
        await fresh.machine.get(forInstance(start, instance));
      }
      await members.healthy(180, members.all, 'etcd-events');
      assert.equal(await fresh.machine.get('etcd-eventsctl get which --print-value-only'), 'events');
      await members.recovered();
    },
    ['members.second-instance'],
  ),
  withMembers('members.rejoined', async (members) => {
    const [, , [putAside = ''] = [], [start = ''] = [], [health = ''] = []] = replacing();
    const host = members.at('etcd-2');
    await members.compileReplaced('rejoined', 'etcd-2');
    await announce(members, 'etcd-2', 'etcd');
    await host.install('rejoined');
    await host.machine.get(putAside);
    await host.machine.get(start);
    await until(health, 120, async () => (await host.machine.sh(health)).code === 0);
    await members.recovered();
    assert.equal(await host.machine.get('ls /var/lib/etcd'), 'default.etcd\ndefault.etcd.lost');
    await host.machine.get('rm -r /var/lib/etcd/default.etcd.lost');
  }),
];

export const membersEndSteps: readonly Step[] = [
  withMembers('members.acknowledged-writes', async (members) => {
    members.stopWriter();
    const numbers = await Promise.all(members.machines.map((machine) => members.compare(machine)));
    const [count = 0] = numbers;
    assert.ok(count > 50, `${count} keys were acknowledged`);
    assert.deepEqual(new Set(numbers), new Set([count]));
  }),
];
