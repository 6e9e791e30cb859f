/** The key with flannel's network: written once, left alone when somebody else wrote it, written again when lost. */
import assert from 'node:assert/strict';
import { networkNode, networkPrefix, withFlannel } from '../library/flannel.ts';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { journal, until } from '../library/units.ts';

const unit = 'flannel-network-config';
const api2 = { variables: { ETCDCTL_API: '2' } };
async function lost(lab: Lab, start: string): Promise<void> {
  const before = await networkNode(lab, 'config');
  await lab.machine.get(`etcdctl rm ${networkPrefix}/config`, api2);
  assert.deepEqual(await networkNode(lab, 'config'), {});
  await lab.machine.get(start);
  // systemctl waits for what it was asked for, not for what that pulls in.
  const back = async () => (await networkNode(lab, 'config')).value === before.value;
  await until('the key is back', 60, back);
}

export const flannelKeySteps: readonly Step[] = [
  withFlannel('flannel.network-key-is-written-once', async (lab) => {
    const before = await networkNode(lab, 'config');
    await lab.machine.get(`systemctl start ${unit} && systemctl restart flanneld`);
    assert.deepEqual(await networkNode(lab, 'config'), before, 'the index of a key that is written again is another');
  }),
  withFlannel('flannel.foreign-network-key-stays', async (lab) => {
    const { machine } = lab;
    const own = await machine.get(`etcdctl get ${networkPrefix}/config`, api2);
    const foreign = '{"Network":"172.16.0.0/13","SubnetLen":24}';
    await machine.get(`etcdctl set ${networkPrefix}/config`, { ...api2, input: foreign });
    const [before, start] = [await networkNode(lab, 'config'), await lab.cursor()];
    try {
      await machine.get(`systemctl start ${unit}`);
      assert.deepEqual(await networkNode(lab, 'config'), before);
      const told = (await journal(machine, unit, start)).map(({ message }) => message).join('\n');
      assert.match(told, /^put-if-absent: .* another value .*: \{"Network":"172\.16\.0\.0\/13"/m);
    } finally {
      await machine.get(`etcdctl set ${networkPrefix}/config`, { ...api2, input: own });
    }
  }),
  withFlannel('flannel.lost-network-key-comes-back-with-flanneld', (lab) => lost(lab, 'systemctl restart flanneld')),
  withFlannel('flannel.lost-network-key-comes-back-with-etcd', (lab) => lost(lab, 'systemctl restart etcd')),
];
