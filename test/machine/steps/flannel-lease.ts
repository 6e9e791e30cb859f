/** flanneld ends and comes back, with the same lease and with another; docker follows only where it has to. */
import assert from 'node:assert/strict';
import {
  dockerFollows,
  dockerWords,
  expectOptions,
  leased,
  networkNode,
  networkPrefix,
  ofStandIn,
  typeOptions,
  withFlannel,
} from '../library/flannel.ts';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { journal } from '../library/units.ts';

const api2 = { variables: { ETCDCTL_API: '2' } };

/** flanneld is harmed and comes back with its lease; docker and what runs in it are not touched. */
async function onlyFlanneld(lab: Lab, harm: string): Promise<void> {
  const others = ['docker', ...components] as const;
  const before = await Promise.all(others.map((unit) => lab.invocation(unit)));
  const [words, subnet] = [await dockerWords(lab), await leased(lab, 'FLANNEL_SUBNET')];
  const flanneld = await lab.invocation('flanneld');
  await lab.machine.get(harm);
  await lab.recovers('flanneld', flanneld, 75);
  assert.equal(await leased(lab, 'FLANNEL_SUBNET'), subnet, 'the lease');
  assert.deepEqual(await Promise.all(others.map((unit) => lab.invocation(unit))), before, 'docker and its units');
  assert.deepEqual(await dockerWords(lab), words);
}

/** Gives this host's lease to another host, so that flanneld has to take the next one. Returns the old subnet. */
async function takeLease(lab: Lab): Promise<string> {
  const subnet = await leased(lab, 'FLANNEL_SUBNET');
  const key = `subnets/${subnet.replace('.1/', '.0-')}`;
  assert.match((await networkNode(lab, key)).value ?? '', /"PublicIP":"192\.168\.122\.2"/);
  await lab.machine.get(`etcdctl set ${networkPrefix}/${key} '{"PublicIP":"192.168.122.9"}'`, api2);
  return subnet;
}

export const flannelLeaseSteps: readonly Step[] = [
  withFlannel('flannel.restarted', (lab) => onlyFlanneld(lab, 'systemctl restart flanneld')),
  withFlannel('flannel.runc-killed', (lab) => onlyFlanneld(lab, 'kill -9 $(systemctl show -P MainPID flanneld)')),
  withFlannel('flannel.flanneld-killed', (lab) => onlyFlanneld(lab, 'kill -9 $(pidof flanneld)')),
  withFlannel('flannel.another-lease-restarts-docker', async (lab) => {
    const [subnet, before, start] = [await takeLease(lab), await lab.invocation('docker'), await lab.cursor()];
    const units = await Promise.all(components.map((component) => lab.invocation(component)));
    await lab.machine.get('systemctl restart flanneld');
    await dockerFollows(lab, before, 60);
    assert.notEqual(await leased(lab, 'FLANNEL_SUBNET'), subnet);
    const told = (await journal(lab.machine, 'flanneld', start)).map(({ message }) => message).join('\n');
    assert.match(told, new RegExp(`^docker-opts: .*: it has the subnet ${subnet}; restarting docker\\.service$`, 'm'));
    await Promise.all(components.map((component, at) => lab.recovers(component, units[at] ?? '', 75)));
  }),
  withFlannel('flannel.another-lease-is-reported', async (lab) => {
    const { machine } = lab;
    const unit = 'etc/systemd/system/flanneld.service';
    await machine.get(`tar -C / -xpf /lab/flannel-report/master-1.tar ${unit} && systemctl daemon-reload`);
    const [subnet, before, start] = [await takeLease(lab), await lab.invocation('docker'), await lab.cursor()];
    await machine.get('systemctl restart flanneld; sleep 2');
    assert.equal(await lab.invocation('docker'), before, 'docker is left alone');
    const told = (await journal(machine, 'flanneld', start)).map(({ message }) => message).join('\n');
    const [, command = ''] = /^docker-opts: .* to cure it run: (.*)$/m.exec(told) ?? [];
    assert.equal(command, 'systemctl restart docker.service', told);
    await machine.get(command, { timeout: 300 });
    assert.notEqual(await leased(lab, 'FLANNEL_SUBNET'), subnet);
    await expectOptions(lab);
  }),
  ofStandIn(
    withFlannel('flannel.stop-is-bounded', async (lab) => {
      const { machine } = lab;
      await typeOptions(lab, '-stand-in=ignore-term');
      await machine.get('systemctl restart flanneld');
      const start = Date.now();
      await machine.sh('timeout 60 systemctl stop flanneld');
      const seconds = (Date.now() - start) / 1000;
      const left = await machine.get('pidof flanneld || true; runc list -q');
      await machine.get('systemctl reset-failed flanneld');
      assert.equal(left, 'etcd');
      assert.ok(seconds >= 9 && seconds < 50, `stopping took ${seconds} s`);
    }),
  ),
];
