/** What befalls one host of the control plane: it recovers by itself, and everything acknowledged is there. */
import assert from 'node:assert/strict';
import { pause } from '../../machine/library/command.ts';
import { emptyDisk, fillDisk, largeDisk, putLarge, smallDisk } from '../../machine/library/etcd-disk.ts';
import type { Step } from '../../machine/library/step.ts';
import { cursor, invocation, journal, recovers, show, until } from '../../machine/library/units.ts';
import { stepsOf } from '../library/at.ts';
import type { ClusterLab } from '../library/cluster-lab.ts';
import { Host } from '../library/host.ts';
import type { Site } from '../library/site.ts';

const containers = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;

/** The harm, and whatever follows until the units are active again in another run. */
async function survives(host: Host, units: readonly string[], harm: string): Promise<void> {
  let before: string[] = [];
  // Debian's docker refuses a fourth start within a minute, whoever starts it.
  await host.machine.get('systemctl reset-failed docker.service docker.socket');
  // A program that lost its lease meanwhile ends by itself, and has to be back to be harmed.
  await until(harm, 120, async () => {
    before = await Promise.all(units.map((unit) => invocation(host.machine, unit)));
    return (await host.machine.sh(harm, { timeout: 240 })).code === 0;
  });
  await Promise.all(units.map((unit, at) => recovers(host.machine, unit, before[at] ?? '', 150)));
}

/** Fills the disk under etcd until it fails, and sees that it goes on when there is space again. */
async function fullDisk(site: Site): Promise<void> {
  const { machine } = site.first;
  await machine.get(smallDisk);
  await site.recovered();
  const before = await cursor(machine);
  await machine.sh(fillDisk);
  let number = 0;
  await until('etcd fails, and is tried again', 240, async () => {
    number += 1;
    await machine.sh(putLarge(number), { timeout: 30 });
    return Number((await show(machine, 'etcd')).NRestarts) >= 2;
  });
  const told = (await journal(machine, 'etcd', before)).map(({ message }) => message).join('\n');
  assert.match(told, /no space left on device/);
  await machine.get(emptyDisk);
  await site.recovered();
  await machine.get('etcdctl del large- --prefix');
  await machine.get(largeDisk);
}

const { fault } = stepsOf('tls');

export const faultSteps: readonly Step<ClusterLab>[] = [
  fault('crash', async (site) => {
    for (const name of ['etcd', ...containers]) {
      const others = ['etcd', 'kube-apiserver'].filter((other) => other !== name);
      const before = await Promise.all(others.map((other) => invocation(site.first.machine, other)));
      await survives(site.first, [name], `kill -9 ${Host.program(name)}`);
      const after = await Promise.all(others.map((other) => invocation(site.first.machine, other)));
      if (name !== 'etcd') assert.deepEqual(after, before, `who else went down with ${name}`);
      await site.recovered();
    }
    const all = ['etcd', ...containers];
    await survives(site.first, all, `kill -9 ${all.map((name) => Host.program(name)).join(' ')}`);
  }),
  fault('stop-and-start', async (site) => {
    const { machine } = site.first;
    for (const name of ['kube-apiserver', 'etcd']) {
      const before = Date.now();
      await machine.get(`systemctl stop ${name}`, { timeout: 300 });
      console.log(`${name}: stopped in ${((Date.now() - before) / 1000).toFixed(1)} s`);
    }
    // Longer than a lease lasts: what stops is stopped, whatever becomes of those that need it.
    await pause(20_000);
    for (const name of ['kube-apiserver', 'etcd']) {
      const unit = await show(machine, name);
      assert.deepEqual([unit.ActiveState, unit.Result], ['inactive', 'success'], name);
    }
    // The others have tried again all the while: they come by themselves.
    await machine.get('systemctl start etcd kube-apiserver', { timeout: 300 });
  }),
  fault('node-crash', async (site) => {
    const units = ['kubelet', 'kube-proxy'];
    const pids = units.map((unit) => `$(systemctl show -P MainPID ${unit})`).join(' ');
    await survives(site.at('node-1'), units, `kill -9 ${pids}`);
  }),
  fault('docker-restart', async (site) => {
    const etcd = await invocation(site.first.machine, 'etcd');
    await survives(site.first, containers, 'systemctl restart docker');
    assert.equal(await invocation(site.first.machine, 'etcd'), etcd, 'etcd needs no docker and is left alone');
    await survives(site.at('node-1'), ['kubelet'], 'systemctl restart docker');
  }),
  fault('docker-stop-then-start', async (site) => {
    const harm = 'systemctl stop docker.socket docker && sleep 1 && systemctl start docker';
    await survives(site.first, containers, harm);
    await survives(site.at('node-1'), ['kubelet'], harm);
  }),
  fault('reboot-without-registry', async (site) => {
    await site.withoutRegistry(async () => {
      const states = await site.reboot();
      assert.deepEqual(
        states,
        site.hosts.map(() => 'running'),
      );
      await site.recovered();
    });
  }),
  fault('power-cut', async (site) => {
    await Promise.all(site.machines.map((machine) => machine.cutPower()));
    const states = await Promise.all(site.machines.map((machine) => machine.boot(300)));
    assert.deepEqual(
      states,
      site.hosts.map(() => 'running'),
    );
  }),
  fault('network-cut', async (site) => {
    for (const name of ['node-1', 'master-1']) {
      await site.cut(name, 8);
      await site.recovered();
    }
  }),
  fault('full-disk', fullDisk),
];
