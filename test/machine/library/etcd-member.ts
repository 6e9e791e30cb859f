/** How a lost member of etcd makes room for another one. */
import assert from 'node:assert/strict';
import type { Machine } from './machine.ts';
import { until } from './units.ts';

/** What is typed on the machine of another member. */
interface MemberCommands {
  readonly list: string;
  readonly remove: (id: string) => string;
  readonly add: (name: string, peer: string) => string;
}

const etcdctlMember: MemberCommands = {
  list: 'etcdctl member list',
  remove: (id) => `etcdctl member remove ${id}`,
  add: (name, peer) => `etcdctl member add ${name} --peer-urls=${peer}`,
};

/** Tells the cluster that a member is gone, and that one of its name and address comes without its data. */
export async function announceMember(machine: Machine, name: string, commands = etcdctlMember): Promise<void> {
  const listed = await machine.get(commands.list);
  const lost = listed.split('\n').find((line) => line.includes(`, ${name}, `));
  const [id = '', , , peer = ''] = lost?.split(', ') ?? [];
  assert.ok(id !== '' && peer !== '', listed);
  const [remove, add] = [commands.remove(id), commands.add(name, peer)];
  // Not while etcd takes one of the others for unhealthy that was away a moment ago; and what it did may be told late.
  const done = (command: string, isDone: (list: string) => boolean) =>
    until(command, 120, async () => {
      await machine.sh(command);
      const { code, stdout } = await machine.sh(commands.list);
      return code === 0 && isDone(stdout);
    });
  await done(remove, (list) => !list.includes(id));
  await done(add, (list) => list.includes(peer));
}
