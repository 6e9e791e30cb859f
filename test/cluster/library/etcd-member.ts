/** How a lost member of etcd makes room for another one. */
import assert from 'node:assert/strict';
import type { Machine } from '../../machine/library/machine.ts';
import { until } from '../../machine/library/units.ts';

/** Tells the cluster, on the machine of another member, that one is gone and comes back without its data. */
export async function announceMember(machine: Machine, name: string): Promise<void> {
  const list = await machine.get('etcdctl member list');
  const lost = list.split('\n').find((line) => line.includes(`, ${name}, `));
  const [id = '', , , peer = ''] = lost?.split(', ') ?? [];
  assert.ok(id !== '' && peer !== '', list);
  // Not while etcd takes one of the others for unhealthy that was away a moment ago; and what it did may be told late.
  const done = (words: string, isDone: (list: string) => boolean) =>
    until(`member ${words}`, 120, async () => {
      await machine.sh(`etcdctl member ${words}`);
      const { code, stdout } = await machine.sh('etcdctl member list');
      return code === 0 && isDone(stdout);
    });
  await done(`remove ${id}`, (members) => !members.includes(id));
  await done(`add ${name} --peer-urls=${peer}`, (members) => members.includes(peer));
}
