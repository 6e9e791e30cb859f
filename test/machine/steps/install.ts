/** The install form: etcd comes by a stand-in for atomic, on a machine that boots with nothing of it. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { must } from '../library/command.ts';
import { when } from '../library/flannel.ts';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import { services } from '../library/lab.ts';
import { projectRoot, sourceDir } from '../library/project.ts';
import type { Step } from '../library/step.ts';
import { journal, show, until } from '../library/units.ts';

const units = ['unitc-install-etcd', ...services, 'docker'];
const booted = { needs: ['install.first-boot'], units };
const log = '/var/log/atomic';
const fail = '/var/lib/atomic-images/fail';
const exports = '/var/lib/atomic-images/etcd/rootfs/exports';
const checkouts = '/var/lib/containers/atomic';
const files = ['/etc/systemd/system/etcd.service', '/etc/tmpfiles.d/etcd.conf'];

/** Words of each call of atomic, without its own name. */
async function calls({ machine }: Lab): Promise<string[][]> {
  const text = await machine.get(`tr '\\0\\n' '\\n\\1' < ${log}`);
  return text.split('\x01').flatMap((call) => (call === '' ? [] : [call.split('\n').slice(1, -1)]));
}

async function allActive({ machine }: Lab): Promise<void> {
  const states = await machine.get(`systemctl is-active ${units.join(' ')}`);
  assert.equal(states, units.map(() => 'active').join('\n'));
}

/** Down in order, and up again with everything active. */
async function reboot(lab: Lab): Promise<void> {
  await lab.machine.powerOff();
  assert.equal(await lab.machine.boot(), 'running');
  await allActive(lab);
}

/** What atomic made is gone, and the data of etcd with it. */
const uninstalled = `systemctl disable --now etcd; rm -rf ${checkouts}/etcd* ${files.join(' ')} /var/lib/etcd`;

/** Of this boot: what the helper said. */
async function said({ machine }: Lab): Promise<string> {
  return (await journal(machine, 'unitc-install-etcd')).map(({ message }) => message).join('\n');
}

export const installSteps: readonly Step[] = [
  {
    id: 'install.unpack',
    needs: ['boot.images', 'tree.tmpfiles'],
    run: async (lab) => {
      const { machine, scratch } = lab;
      await lab.compile('install', path.join(sourceDir, 'install.yaml'));
      await must('cp', ['-r', path.join(projectRoot, 'test/support'), path.join(scratch.lab, 'support')]);
      await machine.get(`systemctl disable --now ${services.join(' ')}; ${uninstalled}; systemctl daemon-reload`, {
        timeout: 120,
      });
      // The image: etcd and a shell at the paths that Fedora's has, and what stands below /exports.
      const image = '/var/lib/atomic-images/etcd/rootfs';
      await machine.get(
        [
          `mkdir -p ${exports} ${image}/usr/bin && tar -C ${image} -xf /lab/etcd.tar && cd ${image}`,
          'mv usr/local/bin/* usr/bin && cp /bin/dash usr/bin/sh && mkdir -p etc/etcd var/lib/etcd var/run/etcd',
          `cp /lab/support/published/etcd/etcd-env.sh usr/bin && cp /lab/support/published/etcd/* ${exports}`,
          'install -m 755 /lab/support/atomic /usr/local/bin/atomic && ln -sfn ../sbin/runc /usr/bin/runc',
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
    units,
    run: async (lab) => {
      await reboot(lab);
      const words = [
        'install',
        '--system',
        '--system-package=no',
        '--name',
        'etcd',
        '--set',
        'ETCD_SNAPSHOT_COUNT=5000',
      ];
      assert.deepEqual(await calls(lab), [[...words, 'registry.lab:5000/f27/etcd:0.1']]);
      assert.match(await said(lab), /etcd is installed from registry\.lab:5000\/f27\/etcd:0\.1$/m);
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
        [files[0], '/etc/systemd/system/etcd.service.d/50-unitc.conf', 'always'],
      );
      const environment = await machine.get(`tr '\\0' '\\n' < /proc/$(pgrep -x etcd)/environ`);
      assert.match(environment, /^ETCD_NAME=master-1$/m, 'from the file on the host');
      assert.match(environment, /^ETCD_SNAPSHOT_COUNT=5000$/m, 'from --set');
      const api3 = { variables: { ETCDCTL_API: '3' } };
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
      await lab.recovers('etcd', before, 30);
    },
  },
  {
    id: 'install.second-boot-is-harmless',
    needs: ['install.etcd-is-the-images'],
    units,
    run: async (lab) => {
      const { machine } = lab;
      await reboot(lab);
      assert.equal((await calls(lab)).length, 1);
      assert.match(await said(lab), /nothing to do$/m);
      assert.equal(
        await machine.get('etcdctl get installed --print-value-only', { variables: { ETCDCTL_API: '3' } }),
        'yes',
      );
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
      assert.match(await said(lab), /ended with status 1: etcd is not installed$/m);
      await machine.get(`rm ${fail}`);
      // The timer, and what is ordered behind nothing by then: units that try again until etcd is there.
      await until('all services are active', 120, async () => {
        const { stdout } = await machine.sh(`systemctl is-active ${units.join(' ')}`);
        return stdout === 'active\n'.repeat(units.length);
      });
      assert.equal((await calls(lab)).length, 3);
    },
  },
  {
    id: 'install.cut-off-half-way',
    ...booted,
    run: async (lab) => {
      const { machine } = lab;
      await machine.get(`${uninstalled}; mkdir -p ${checkouts}/etcd.0/rootfs; : > ${checkouts}/.etcd.unitc-install`);
      await machine.get(`: > ${files[0]}; sync`);
      await machine.cutPower();
      assert.equal(await machine.boot(), 'running');
      await allActive(lab);
      assert.match(await said(lab), /was interrupted: clearing up what it left$/m);
    },
  },
];
