/** What befalls one member while the two others go on: its disk, its cable, its whole host. */
import assert from 'node:assert/strict';
import { ctl, instances, type Members, withMembers } from '../library/members.ts';
import type { Step } from '../library/step.ts';
import { cursor, journal, show, until } from '../library/units.ts';

const directory = '/var/lib/etcd';
const kept = '/var/lib/etcd.kept';

/** Two segments of the write-ahead log are 128 MB; what is put below does not fit into the rest once that is filled. */
const smallDisk = `systemctl stop etcd && cp -a ${directory} ${kept} && \
mount -t tmpfs -o size=250m,mode=0700 tmpfs ${directory} && cp -a ${kept}/. ${directory} && rm -r ${kept} && \
systemctl start etcd`;
const largeDisk = `systemctl stop etcd && cp -a ${directory} ${kept} && \
umount ${directory} && rm -r ${directory} && mv ${kept} ${directory} && systemctl start etcd`;
const filler = `${directory}/filler`;

/** Puts large values through another member until the one with the full disk has had enough. */
async function putUntilItFails(members: Members): Promise<void> {
  const { machine } = members.at('etcd-3');
  let number = 0;
  await until('the member with the full disk fails', 60, async () => {
    number += 1;
    const value = 'head -c 600000 /dev/urandom | base64 -w0';
    await members.at('etcd-1').machine.get(`${value} | etcdctl put large-${number}`);
    return (await show(machine, 'etcd')).SubState === 'auto-restart';
  });
}

/** Tells the cluster that the member is gone and that another one comes, as docs and etcd's own guide have it. */
async function announce(members: Members, name: 'etcd-3'): Promise<void> {
  const { machine } = members.at('etcd-1');
  for (const instance of instances) {
    const command = ctl[instance];
    const list = await machine.get(`${command} member list`);
    const lost = list.split('\n').find((line) => line.includes(`, ${name}, `));
    const [id, , , peer] = lost?.split(', ') ?? [];
    await machine.get(`${command} member remove ${id}`);
    // Not while etcd takes one of the others for unhealthy that was away a moment ago.
    const add = `${command} member add ${name} --peer-urls=${peer}`;
    await until(add, 30, async () => (await machine.sh(add)).code === 0);
  }
}

export const membersFaultSteps: readonly Step[] = [
  withMembers('members.full-disk', async (members) => {
    const { machine } = members.at('etcd-3');
    await machine.get(smallDisk);
    await members.recovered();
    const before = await cursor(machine);
    await machine.sh(`cat /dev/zero > ${filler}`);
    await putUntilItFails(members);
    await members.writer.goesOn(20);
    await until('it is tried again', 30, async () => Number((await show(machine, 'etcd')).NRestarts) >= 2);
    const told = (await journal(machine, 'etcd', before)).map(({ message }) => message).join('\n');
    assert.match(told, /no space left on device/);
    await machine.get(`rm ${filler}`);
    await members.recovered();
    await members.at('etcd-1').machine.get('etcdctl del large- --prefix');
    await machine.get(largeDisk);
    await members.recovered();
  }),
  withMembers('members.network-cut', async (members) => {
    await members.cut('etcd-2');
    await members.writer.goesOn(30);
    assert.equal(await members.at('etcd-2').isHealthy(), false, 'nobody serves alone');
    await members.mend('etcd-2');
    await members.recovered();
  }),
  withMembers(
    'members.replaced',
    async (members) => {
      await members.compileReplaced('replaced', 'etcd-3');
      const fresh = await members.replace('etcd-3');
      await announce(members, 'etcd-3');
      await fresh.install('replaced');
      for (const instance of instances) {
        await fresh.fetch(instance);
        await fresh.machine.get(`systemctl enable --now ${instance}`);
      }
      await members.healthy(60, members.all, 'etcd-events');
      assert.equal(await fresh.machine.get('etcd-eventsctl get which --print-value-only'), 'events');
      await members.recovered();
    },
    ['members.second-instance'],
  ),
];

export const membersEndSteps: readonly Step[] = [
  withMembers('members.acknowledged-writes', async (members) => {
    members.stopWriter();
    const numbers = await Promise.all(members.machines.map((machine) => members.writer.compare(machine)));
    const [count = 0] = numbers;
    assert.ok(count > 50, `${count} keys were acknowledged`);
    assert.deepEqual(new Set(numbers), new Set([count]));
  }),
];
