/** Stopping: in time, with nothing left, and not counted as a failure. */
import assert from 'node:assert/strict';
import { components } from '../library/images.ts';
import { services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { show } from '../library/units.ts';

const list = services.join(' ');

export const stopSteps: readonly Step[] = [
  {
    id: 'stop.leaves-nothing',
    needs: ['guide.loop'],
    up: true,
    units: services,
    run: async ({ machine }) => {
      const start = Date.now();
      await machine.get(`systemctl stop ${list}`);
      const seconds = (Date.now() - start) / 1000;
      // Less than it takes to kill what does not end by itself.
      assert.ok(seconds < 15, `stopping took ${seconds} s`);
      assert.equal(await machine.get('docker ps -aq; runc list -q; pidof etcd kube-apiserver || true'), '');
    },
  },
  {
    // controller-manager and scheduler exit with 2 when they are told to end.
    id: 'stop.is-no-failure',
    needs: ['stop.leaves-nothing'],
    units: services,
    run: async ({ machine }) => {
      for (const service of services) {
        const unit = await show(machine, service);
        assert.deepEqual([unit.ActiveState, unit.Result], ['inactive', 'success'], service);
      }
      const scheduler = await show(machine, 'kube-scheduler');
      assert.equal(scheduler.ExecMainStatus, '2');
    },
  },
  {
    id: 'stop.sends-sigterm-first',
    needs: ['stop.leaves-nothing'],
    units: components,
    run: async ({ machine }) => {
      const run = '_SYSTEMD_INVOCATION_ID=$(systemctl show -P InvocationID kube-apiserver)';
      const said = await machine.get(`journalctl --sync; journalctl -o cat --no-pager ${run}`);
      assert.match(said, /^stand-in stopped$/m, 'the component ended by itself');
    },
  },
  {
    id: 'stop.of-a-stubborn-component-is-bounded',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-scheduler.service'],
    run: async (lab) => {
      const { machine } = lab;
      await lab.type('/etc/kubernetes/scheduler', 'KUBE_SCHEDULER_ARGS=--stand-in=ignore-term\n');
      await lab.restart('kube-scheduler');
      const start = Date.now();
      await machine.sh('timeout 30 systemctl stop kube-scheduler');
      const seconds = (Date.now() - start) / 1000;
      const left = await machine.get('docker ps -aq -f name=kube-scheduler');
      const pids = await machine.get('pidof kube-scheduler || true');
      await lab.restore();
      assert.deepEqual([left, pids], ['', '']);
      // Less than TimeoutStopSec=, after which systemd kills docker's client.
      assert.ok(seconds >= 15 && seconds < 29, `stopping took ${seconds} s`);
    },
  },
];
