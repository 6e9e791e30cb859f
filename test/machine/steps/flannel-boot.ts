/** The first boot with flannel: etcd, the network key, flanneld, docker, Kubernetes; nobody types anything. */
import assert from 'node:assert/strict';
import {
  buildFlanneld,
  compileFlannel,
  expectFirstAttempts,
  expectOptions,
  expectOrder,
  flanneldImage,
  flannelUnits,
  networkNode,
} from '../library/flannel.ts';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { journal, show } from '../library/units.ts';

const bundle = '/var/lib/containers/atomic/flanneld.0';
const booted = { needs: ['flannel.first-boot'], units: flannelUnits };

export const flannelBootSteps: readonly Step[] = [
  {
    id: 'flannel.unpack',
    needs: ['etcd.fetch-rootfs'],
    run: async (lab) => {
      const { machine } = lab;
      await compileFlannel(lab);
      await buildFlanneld(lab.scratch.lab);
      await machine.get(`docker import /lab/flanneld.tar ${flanneldImage}`);
      // No reload anywhere: the running systemd need not know of what the next one will start.
      await machine.get('tar -C / -xpf /lab/flannel/master-1.tar && /usr/local/libexec/unitc/fetch-rootfs flanneld');
      assert.equal(
        await machine.get(`test -x ${bundle}/rootfs/opt/bin/flanneld && readlink ${bundle}/../flanneld`),
        'flanneld.0',
      );
      await machine.get(`systemctl --no-reload enable ${services.join(' ')} flanneld flannel-network-config`);
    },
  },
  {
    id: 'flannel.first-boot',
    needs: ['flannel.unpack'],
    units: flannelUnits,
    run: async ({ machine }) => {
      await machine.powerOff();
      assert.equal(await machine.boot(), 'running');
      await expectFirstAttempts(machine);
      const files = flannelUnits.map((unit) => `${unit}.service`).join(' ');
      const verified = await machine.sh(`systemd-analyze verify --man=no ${files}`);
      assert.deepEqual(verified, { code: 0, stdout: '', stderr: '' });
    },
  },
  { id: 'flannel.order-of-the-first-boot', ...booted, run: async ({ machine }) => expectOrder(await journal(machine)) },
  { id: 'flannel.docker-has-the-options', ...booted, run: expectOptions },
  {
    id: 'flannel.needs-no-reload',
    ...booted,
    run: async ({ machine }) => {
      for (const unit of flannelUnits) assert.equal((await show(machine, unit)).NeedDaemonReload, 'no', unit);
      const reloads = (await journal(machine)).filter(
        ({ program, message }) => program === 'systemd' && /^Reloading/.test(message),
      );
      assert.deepEqual(reloads, [], 'systemd was not reloaded in this boot');
      const { DropInPaths } = await show(machine, 'docker');
      assert.equal(DropInPaths, '/etc/systemd/system/docker.service.d/50-flannel.conf');
    },
  },
  {
    // In the host's network: the interface, the options file and a policy that lets pods through to other hosts.
    id: 'flannel.works-on-the-host',
    ...booted,
    run: async ({ machine }) => {
      assert.match(await machine.get('ip -4 -o address show flannel.1'), / inet 172\.16\.\d+\.0\//);
      assert.match(await machine.get('iptables -S FORWARD'), /^-P FORWARD ACCEPT$/m);
      assert.equal(await machine.get('stat -c %a:%U /run/flannel/docker'), '644:root');
    },
  },
  {
    // The scripts have etcdctl log in with flannel's certificates, and etcdctl runs in the container of etcd.
    id: 'flannel.etcd-sees-the-certificates',
    ...booted,
    run: async ({ machine }) => {
      const file = '/etc/flanneld/network.json';
      assert.equal(await machine.get(`cmp ${file} /proc/$(pidof etcd)/root${file} && echo same`), 'same');
    },
  },
  {
    id: 'flannel.network-key-is-the-specs',
    ...booted,
    run: async (lab) => {
      const { value = '{}' } = await networkNode(lab, 'config');
      assert.deepEqual(JSON.parse(value), { Network: '172.16.0.0/12', SubnetLen: 24, Backend: { Type: 'vxlan' } });
      const told = (await journal(lab.machine, 'flannel-network-config')).map(({ message }) => message);
      assert.deepEqual(
        told.filter((message) => message.startsWith('put-if-absent: ')),
        ['put-if-absent: /atomic.io/network/config is written'],
      );
    },
  },
];
