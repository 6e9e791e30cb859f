/** What the CentOS guide has its reader type. */
import assert from 'node:assert/strict';
import { guideLoop } from '../library/guide.ts';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { show } from '../library/units.ts';

/** The guide's etcdctl 3.1 speaks API 2 unasked; the etcd 3.4 of these tests wants to be asked, on both ends. */
const api2 = { variables: { ETCDCTL_API: '2' } };
const network = '{ "Network": "172.30.0.0/16", "SubnetLen": 24, "Backend": { "Type": "vxlan" } }';

export const guideSteps: readonly Step[] = [
  {
    id: 'guide.loop',
    needs: ['etcd.fetch-rootfs'],
    units: services,
    run: async ({ machine }) => {
      assert.deepEqual((await machine.sh(guideLoop, { timeout: 300 })).code, 0);
      for (const service of services) {
        const unit = await show(machine, service);
        assert.deepEqual([unit.ActiveState, unit.UnitFileState, unit.NRestarts], ['active', 'enabled', '0'], service);
      }
    },
  },
  {
    id: 'guide.etcdctl',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async (lab) => {
      const { machine } = lab;
      const typed = network.replaceAll('"', '\\"');
      const conf = await machine.get('cat /etc/etcd/etcd.conf');
      try {
        await lab.type('/etc/etcd/etcd.conf', `${conf}\nETCD_ENABLE_V2=true\n`);
        await lab.restart('etcd');
        await machine.get('etcdctl mkdir /kube-centos/network', api2);
        await machine.get(`etcdctl mk /kube-centos/network/config "${typed}"`, api2);
        assert.equal(await machine.get('etcdctl get /kube-centos/network/config', api2), network);
        await machine.get('etcdctl set /coreos.com/network/config', { ...api2, input: network });
        assert.equal(await machine.get('etcdctl get /coreos.com/network/config', api2), network);
      } finally {
        await lab.type('/etc/etcd/etcd.conf', `${conf}\n`);
        await lab.restart('etcd');
      }
    },
  },
];
