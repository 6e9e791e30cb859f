/** A host that boots for the first time with one file of ours: nobody types anything, and the cluster is there. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, run } from '../library/command.ts';
import { FirstBoot } from '../library/first-boot.ts';
import { expectFirstAttempts, expectOptions, expectOrder, flannelUnits, when } from '../library/flannel.ts';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import type { Machine } from '../library/machine.ts';
import { projectRoot } from '../library/project.ts';
import { putAside } from '../library/rootfs.ts';
import type { Step } from '../library/step.ts';
import { journal, until } from '../library/units.ts';

const containers = ['etcd', 'flanneld'] as const;

/** Everything is there by itself, in its order from the start of a unit on, and by no unit that was tried twice. */
async function expectCluster(machine: Machine, since = 'unitc-rootfs-etcd'): Promise<void> {
  assert.equal(await machine.get('systemctl --failed --no-legend'), '');
  await expectFirstAttempts(machine);
  const all = await journal(machine);
  const begun = when(all, since, 'Starting ');
  const entries = all.filter(({ at }) => at >= begun);
  for (const name of containers) {
    const brought = when(entries, `unitc-rootfs-${name}`, 'Finished ');
    assert.ok(brought <= when(entries, name, 'Starting '), `the root file system of ${name}, then ${name}`);
  }
  expectOrder(entries);
  await expectOptions({ machine });
  await machine.get('etcdctl --endpoints http://192.168.122.2:2379 put first boot && etcdctl get first | grep boot', {
    variables: { ETCDCTL_API: '3' },
  });
  assert.equal(await machine.get('docker ps --format {{.Names}} | sort'), [...components].sort().join('\n'));
}

/** What Ignition does in the initramfs of a first boot: all that its stages write below a root. */
async function ignite(config: string, root: string, dir: string): Promise<void> {
  // Its last deed is to label what it wrote, by a policy that Debian does not have.
  mkdirSync(path.join(root, 'etc/selinux'), { recursive: true });
  writeFileSync(path.join(root, 'etc/selinux/config'), 'SELINUX=disabled\nSELINUXTYPE=none\n');
  symlinkSync('/usr/bin/true', path.join(dir, 'setfiles'));
  const env = { ...process.env, PATH: `${dir}:${process.env.PATH}`, IGNITION_CONFIG_FILE: config };
  const files = ['config-cache', 'state-file', 'neednet'].flatMap((name) => [`-${name}`, path.join(dir, name)]);
  for (const stage of ['fetch-offline', 'fetch', 'files']) {
    const words = ['-platform', 'file', '-stage', stage, '-root', root, '-log-to-stdout', ...files];
    const { code, stdout } = await run('/usr/lib/dracut/modules.d/30ignition/ignition', words, { env });
    assert.equal(code, 0, `${stage}: ${/^CRITICAL.*/m.exec(stdout)?.[0]}`);
  }
}

/** Of cloud-init only what user data of ours asks for: the rest is a cloud image's own. */
const cloudModules = `datasource_list: [NoCloud]
network: { config: disabled }
cloud_init_modules: [write-files]
cloud_config_modules: [runcmd]
cloud_final_modules: [scripts-user]
`;

/** The unit of the page, which starts what an extension brings. */
function extensionsUnit(): string {
  const page = readFileSync(path.join(projectRoot, 'docs/packaging.md'), 'utf8');
  const unit = /^ *```ini\n(.*?)^ *```$/ms.exec(page)?.[1];
  assert.ok(unit !== undefined, 'docs/packaging.md has no unit');
  return unit.replaceAll(/^ +/gm, '');
}

const asked = (name: string) => `journalctl -b -u unitc-rootfs-${name}`;
const refusal = (name: string) => `nothing but docker can fetch .*, and docker starts only after ${name}.service`;

function step(id: string, boot: (first: FirstBoot, lab: Lab) => Promise<void>): Step {
  return {
    id,
    needs: ['first-boot.registry'],
    units: [...containers.map((name) => `unitc-rootfs-${name}`), ...flannelUnits],
    machines: ({ firstBoot }) => firstBoot?.machines ?? [],
    run: async (lab) => {
      assert.ok(lab.firstBoot, 'the registry');
      await boot(lab.firstBoot, lab);
      await lab.firstBoot.off();
    },
  };
}

export const firstBootSteps: readonly Step[] = [
  { id: 'first-boot.registry', machines: () => [], run: async (lab) => void (await FirstBoot.open(lab)) },
  step('first-boot.ignition', async (first, { scratch }) => {
    const dir = path.join(scratch.dir, 'ignition');
    await first.build('-o', path.join(dir, '{host}.ign'));
    const machine = await first.machine('ignition-1', (root) => ignite(path.join(dir, 'master-1.ign'), root, dir));
    assert.equal(await machine.boot(), 'running');
    await expectCluster(machine);
  }),
  step('first-boot.cloud-init', async (first) => {
    const machine = await first.machine('cloud-init-1', async (root) => {
      const seed = path.join(root, 'var/lib/cloud/seed/nocloud');
      mkdirSync(seed, { recursive: true });
      await first.build('-o', path.join(seed, '{host}.user-data'));
      renameSync(path.join(seed, 'master-1.user-data'), path.join(seed, 'user-data'));
      writeFileSync(path.join(seed, 'meta-data'), 'instance-id: first\n');
      writeFileSync(path.join(root, 'etc/cloud/cloud.cfg.d/99-lab.cfg'), cloudModules);
      rmSync(path.join(root, 'etc/cloud/cloud-init.disabled'));
    });
    assert.equal(await machine.boot(), 'running');
    assert.match(await machine.get('cloud-init status --wait'), /^status: done$/m);
    // docker was there before; it is started again in its place behind flanneld.
    await expectCluster(machine, 'cloud-final');
  }),
  step('first-boot.sysext', async (first, { scratch }) => {
    const dir = path.join(scratch.dir, 'extensions');
    const machine = await first.machine('sysext-1', async (root) => {
      await first.build('--as', 'sysext', '-o', path.join(root, 'var/lib/extensions'));
      await first.build('--layout', 'package', '-o', dir);
      await must('cp', ['-a', `${dir}/master-1/etc/.`, path.join(root, 'etc')]);
      writeFileSync(path.join(root, 'etc/systemd/system/ensure-sysext.service'), extensionsUnit());
    });
    assert.equal(await machine.boot(), 'running');
    await expectCluster(machine);
    assert.match(await machine.get('systemd-sysext status'), /unitc-lab-master-1/);
  }),
  step('first-boot.docker-only', async (first, { scratch }) => {
    const dir = path.join(scratch.dir, 'docker-only');
    await first.build('-o', path.join(dir, '{host}.ign'));
    const machine = await first.machine('docker-only-1', async (root) => {
      for (const program of putAside.programs) rmSync(path.join(root, 'usr/bin', program));
      await ignite(path.join(dir, 'master-1.ign'), root, dir);
    });
    const booted = machine.boot();
    // It is awaited below; should this step fail before, that is told, and not this.
    booted.catch(() => {});
    for (const name of containers) {
      const said = `${name} says that docker cannot fetch`;
      await until(said, 120, async () => (await machine.sh(`${asked(name)} | grep -q '${refusal(name)}'`)).code === 0);
    }
    // The cure, on the host as it is: the boot goes on by itself.
    for (const program of putAside.programs) {
      await machine.get(`ln -s ${putAside.folder}/${program} /usr/bin/${program}`);
    }
    assert.equal(await booted, 'running');
    await expectOptions({ machine });
  }),
];
