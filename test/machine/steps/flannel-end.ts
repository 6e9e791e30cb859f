/** The machine with flannel goes down and comes up, and then loses flannel again. */
import assert from 'node:assert/strict';
import { expectOptions, flannelServices, hasOptions, leased, when, withFlannel } from '../library/flannel.ts';
import { components } from '../library/images.ts';
import type { Step } from '../library/step.ts';
import { journal } from '../library/units.ts';

export const flannelEndSteps: readonly Step[] = [
  withFlannel('flannel.reboot', async (lab) => {
    const { machine } = lab;
    const subnet = await leased(lab, 'FLANNEL_SUBNET');
    const start = Date.now();
    await machine.powerOff();
    const seconds = (Date.now() - start) / 1000;
    assert.ok(seconds < 60, `the shutdown took ${seconds} s`);
    assert.equal(await machine.boot(), 'running');
    const states = await machine.get(`systemctl is-active ${flannelServices.join(' ')}`);
    assert.equal(states, flannelServices.map(() => 'active').join('\n'));
    await expectOptions(lab);
    assert.equal(await leased(lab, 'FLANNEL_SUBNET'), subnet, 'etcd has kept the lease');
    const entries = await journal(machine);
    assert.ok(when(entries, 'flanneld', 'Started ') <= when(entries, 'docker', 'Starting '), 'flanneld, then docker');
  }),
  withFlannel('flannel.taken-away', async (lab) => {
    const { machine } = lab;
    await machine.get('systemctl disable --now flanneld flannel-network-config');
    const units = '/etc/systemd/system';
    const files = [`${units}/docker.service.d/50-flannel.conf`, `${units}/flanneld.service`];
    await machine.get(`rm ${files.join(' ')} ${units}/flannel-network-config.service /etc/tmpfiles.d/flanneld.conf`);
    await lab.unpack();
    await machine.get(`systemctl restart etcd docker && systemctl start ${components.join(' ')}`, { timeout: 300 });
    assert.equal(await hasOptions(lab), false);
    assert.equal(await machine.systemState(), 'running');
  }),
];
