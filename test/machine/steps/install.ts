/** The install form: etcd comes by a stand-in for atomic, on a machine that boots with nothing of it. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { must } from '../library/command.ts';
import { when } from '../library/flannel.ts';
import { components } from '../library/images.ts';
import {
  allActive,
  api3,
  atomicCalls,
  atomicFiles,
  atomicImages,
  checkouts,
  installerSaid,
  installUnits,
  rebootInstalled,
  uninstalled,
} from '../library/install.ts';
import { services } from '../library/lab.ts';
import { projectRoot, sourceDir } from '../library/project.ts';
import type { Step } from '../library/step.ts';
import { journal, show, until } from '../library/units.ts';

const booted = { needs: ['install.first-boot'], units: installUnits };
const fail = `${atomicImages}/fail`;
const exports = `${atomicImages}/etcd/rootfs/exports`;

export const installSteps: readonly Step[] = [
  {
    id: 'install.unpack',
    needs: ['boot.images', 'tree.tmpfiles'],
    run: async (lab) => {
      const { machine, scratch } = lab;
      await lab.compile('install', path.join(sourceDir, 'install.yaml'));
      await must('cp', ['-r', path.join(projectRoot, 'test/support/published'), path.join(scratch.lab, 'published')]);
      await must('cp', [path.join(sourceDir, 'stand-in-atomic'), scratch.lab]);
      await machine.get(`systemctl disable --now ${services.join(' ')}; ${uninstalled}; systemctl daemon-reload`, {
        timeout: 300,
      });
      // The image: etcd and a shell at the paths that Fedora's has, and what stands below /exports.
      const image = `${atomicImages}/etcd/rootfs`;
      await machine.get(
        [
          `mkdir -p ${exports} ${image}/usr/bin && tar -C ${image} -xf /lab/etcd.tar && cd ${image}`,
          'mv usr/local/bin/* usr/bin && cp /bin/dash usr/bin/sh && mkdir -p etc/etcd var/lib/etcd var/run/etcd',
          `cp /lab/published/etcd/etcd-env.sh usr/bin && cp /lab/published/etcd/* ${exports}`,
          'install -m 755 /lab/stand-in-atomic /usr/local/bin/atomic && ln -sfn ../sbin/runc /usr/bin/runc',
        ].join(' && '),
      );
      // No reload: the running systemd need not know of what the next one will start.
      await machine.get('tar -C / -xpf /lab/install/master-1.tar');
      await machine.get(`systemctl --no-reload enable unitc-install-etcd ${components.join(' ')}`);
    },
  },
  {
    id: 'install.first-boot',
    needs: ['install.unpack'],
    units: installUnits,
    run: async (lab) => {
      await rebootInstalled(lab);
      const words = [
        'install',
        '--system',
        '--system-package=no',
        '--name',
        'etcd',
        '--set',
        'ETCD_SNAPSHOT_COUNT=5000',
      ];
      assert.deepEqual(await atomicCalls(lab), [[...words, 'registry.lab:5000/f27/etcd:0.1']]);
      assert.match(await installerSaid(lab), /etcd is installed from registry\.lab:5000\/f27\/etcd:0\.1$/m);
    },
  },
  {
    id: 'install.order-of-the-first-boot',
    ...booted,
    run: async ({ machine }) => {
      const entries = await journal(machine);
      const installed = when(entries, 'unitc-install-etcd', 'Finished ');
      for (const unit of ['etcd', 'docker']) {
        assert.ok(installed <= when(entries, unit, 'Starting '), `installed, then ${unit}`);
      }
      const etcd = when(entries, 'etcd', 'Started ');
      assert.ok(etcd <= when(entries, 'kube-apiserver', 'Starting '), 'etcd answers, then the apiserver');
    },
  },
  {
    id: 'install.etcd-is-the-images',
    ...booted,
    run: async (lab) => {
      const { machine } = lab;
      const { FragmentPath, DropInPaths, Restart } = await show(machine, 'etcd');
      assert.deepEqual(
        [FragmentPath, DropInPaths, Restart],
        [atomicFiles[0], '/etc/systemd/system/etcd.service.d/50-unitc.conf', 'always'],
      );
      const environment = await machine.get(`tr '\\0' '\\n' < /proc/$(pgrep -x etcd)/environ`);
      assert.match(environment, /^ETCD_NAME=master-1$/m, 'from the file on the host');
      assert.match(environment, /^ETCD_SNAPSHOT_COUNT=5000$/m, 'from --set');
      await machine.get('etcdctl put installed yes', api3);
      assert.equal(await machine.get('etcdctl get installed --print-value-only', api3), 'yes');
      assert.equal(await machine.get('ls /var/lib/etcd/etcd.etcd/etcd.etcd'), 'member');
    },
  },
  {
    id: 'install.runc-killed',
    ...booted,
    run: async (lab) => {
      const before = await lab.invocation('etcd');
      await lab.machine.get('kill -9 $(systemctl show -P MainPID etcd)');
      await lab.recovers('etcd', before, 75);
    },
  },
  {
    id: 'install.second-boot-is-harmless',
    needs: ['install.etcd-is-the-images'],
    units: installUnits,
    run: async (lab) => {
      const { machine } = lab;
      await rebootInstalled(lab);
      assert.equal((await atomicCalls(lab)).length, 1);
      assert.match(await installerSaid(lab), /nothing to do$/m);
      assert.equal(await machine.get('etcdctl get installed --print-value-only', api3), 'yes');
    },
  },
  {
    id: 'install.registry-comes-late',
    ...booted,
    run: async (lab) => {
      const { machine } = lab;
      await machine.get(`${uninstalled}; touch ${fail}`);
      await machine.powerOff();
      assert.equal(await machine.boot(), 'degraded', 'one unit has failed');
      assert.equal(await machine.get('systemctl is-active docker'), 'active', 'docker goes on without');
      assert.match(await installerSaid(lab), /ended with status 1: etcd is not installed$/m);
      await machine.get(`rm ${fail}`);
      // The timer, and what is ordered behind nothing by then: units that try again until etcd is there.
      await until('all services are active', 300, async () => {
        const { stdout } = await machine.sh(`systemctl is-active ${installUnits.join(' ')}`);
        return stdout === 'active\n'.repeat(installUnits.length);
      });
      // That of the first boot, those that failed in this one, and one that did it.
      const failures = (await installerSaid(lab)).match(/ended with status 1: etcd is not installed$/gm) ?? [];
      assert.equal((await atomicCalls(lab)).length, failures.length + 2);
    },
  },
  {
    id: 'install.cut-off-half-way',
    ...booted,
    run: async (lab) => {
      const { machine } = lab;
      await machine.get(`${uninstalled}; mkdir -p ${checkouts}/etcd.0/rootfs; : > ${checkouts}/.etcd.unitc-install`);
      await machine.get(`: > ${atomicFiles[0]}; sync`);
      await machine.cutPower();
      assert.equal(await machine.boot(), 'running');
      await allActive(lab);
      assert.match(await installerSaid(lab), /was interrupted: clearing up what it left$/m);
    },
  },
];
