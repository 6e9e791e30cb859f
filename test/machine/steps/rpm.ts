/** The life of packages on a host that runs: the real rpm with systemd's scriptlets and file triggers. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { run } from '../library/command.ts';
import { guideLoop } from '../library/guide.ts';
import { components } from '../library/images.ts';
import { type Lab, services } from '../library/lab.ts';
import { buildDistribution, buildPackages, buildSystemd, fetchMacros, ofMaster, rpm } from '../library/rpm.ts';
import type { Step } from '../library/step.ts';
import { show } from '../library/units.ts';

const scheduler = '/etc/kubernetes/scheduler';
const enabled = [...services, 'unitc-kubectl'];
const watched = [...services, 'docker'];
const units = { units: watched };
/** Debian's rpm is against itself, its tmpfiles.d against the links of the lab's base; systemctl tells what it does. */
const notOurs = /^rpm: (RPM should not|However)|^"\/(home|srv|root)" already exists|^Created symlink/;

async function states({ machine }: Lab, verb: 'is-active' | 'is-enabled', names: readonly string[]): Promise<string[]> {
  return (await machine.sh(`systemctl ${verb} ${names.join(' ')}`)).stdout.trim().split('\n');
}

/** Units whose run is another one afterwards. */
async function changedBy(lab: Lab, command: string): Promise<string[]> {
  const before = await Promise.all(watched.map((unit) => lab.invocation(unit)));
  await lab.machine.get(command, { timeout: 300 });
  const after = await Promise.all(watched.map((unit) => lab.invocation(unit)));
  return watched.filter((_, index) => before[index] !== after[index]);
}

/** What the command line says of the machine's disk. */
async function verify({ project, scratch }: Lab): Promise<string> {
  const words = [path.join(project, 'dist/cli/main.js'), 'verify', scratch.root];
  return (await run(process.execPath, words)).stdout;
}

/** What an archive unpacked, as its manifest lists it, and helpers of older ones: before packages come, they go. */
async function removeArchive({ machine }: Lab): Promise<void> {
  const manifest = JSON.parse(await machine.get('cat /etc/unitc/manifest.json'));
  const files: { type: string; path: string }[] = manifest.files;
  const paths = files.filter(({ type }) => type !== 'directory').map((file) => `/${file.path}`);
  await machine.get(`systemctl disable --now ${enabled.join(' ')}`, { timeout: 300 });
  await machine.get(
    `rm -rf ${paths.join(' ')} /etc/unitc /usr/local/libexec/unitc /etc/systemd/system/*.service.d; systemctl daemon-reload`,
  );
}

export const rpmSteps: readonly Step[] = [
  {
    id: 'rpm.conflicts-with-the-distributions',
    needs: ['guide.loop'],
    up: true,
    ...units,
    run: async (lab) => {
      const { machine } = lab;
      await fetchMacros();
      await buildSystemd(lab);
      await buildDistribution(lab);
      await buildPackages(lab, 'first', 'rpm: { version: "1.0" }\n');
      const newer = 'components: { kube-scheduler: { flags: { v: 5 } }, kube-apiserver: { flags: { v: 4 } } }\n';
      await buildPackages(lab, 'newer', `rpm: { version: "1.1" }\n${newer}`);
      await removeArchive(lab);
      await machine.get(`${rpm} -i /lab/rpm/systemd.rpm && ${rpm} -i /lab/rpm/kubernetes-master.rpm`);
      const refused = await machine.sh(`LC_ALL=C ${rpm} -i ${ofMaster(lab, 'first')}`);
      assert.notEqual(refused.code, 0);
      assert.match(refused.stderr, /kubernetes-master.* conflicts with |conflicts with .*kubernetes-master/);
      const known = await machine.get(`${rpm} -qa --qf '%{NAME}\\n' | sort`);
      assert.equal(known, 'kubernetes-master\nsystemd');
      await machine.get(`${rpm} -e kubernetes-master`);
    },
  },
  {
    // Dependencies are RPM's to find: nothing is forced.
    id: 'rpm.install-enables-and-starts-nothing',
    needs: ['rpm.conflicts-with-the-distributions'],
    ...units,
    run: async (lab) => {
      const { machine } = lab;
      const { stdout, stderr } = await machine.sh(`LC_ALL=C ${rpm} -i ${ofMaster(lab, 'first')}`, { timeout: 300 });
      assert.deepEqual([stdout, stderr.split('\n').filter((line) => line !== '' && !notOurs.test(line))], ['', []]);
      assert.deepEqual(
        await states(lab, 'is-enabled', enabled),
        enabled.map(() => 'enabled'),
      );
      assert.deepEqual(
        await states(lab, 'is-active', services),
        services.map(() => 'inactive'),
      );
      for (const unit of services) {
        const { FragmentPath, NeedDaemonReload } = await show(machine, unit);
        assert.deepEqual([FragmentPath, NeedDaemonReload], [`/lib/systemd/system/${unit}.service`, 'no']);
      }
      // By the file trigger, which nothing of ours asks for.
      const description = '/var/lib/containers/atomic/etcd.0/config.json';
      assert.equal(await machine.get(`readlink ${description}`), '/usr/lib/unitc/containers/etcd.0/config.json');
      assert.equal(await machine.get(`${rpm} -Va`), '');
      assert.equal(await verify(lab), '');
    },
  },
  {
    id: 'rpm.units-run',
    needs: ['rpm.install-enables-and-starts-nothing', 'boot.images'],
    ...units,
    run: async (lab) => {
      const { machine } = lab;
      assert.equal((await machine.sh(guideLoop, { timeout: 300 })).code, 0);
      await machine.powerOff();
      assert.equal(await machine.boot(), 'running');
      assert.deepEqual(
        await states(lab, 'is-active', watched),
        watched.map(() => 'active'),
      );
      assert.equal(await machine.get(`${rpm} -Va`), '');
    },
  },
  {
    id: 'rpm.upgrade-keeps-edits-and-restarts-ours',
    needs: ['rpm.units-run'],
    ...units,
    run: async (lab) => {
      const { machine } = lab;
      await lab.type(scheduler, 'KUBE_SCHEDULER_ARGS="--v=3"\n');
      await lab.type('/etc/kubernetes/mine', 'mine\n');
      const changed = await changedBy(lab, `${rpm} -U ${ofMaster(lab, 'newer')}`);
      // Neither docker, nor etcd, whose image is for slot to bring.
      assert.deepEqual(
        changed,
        components.filter((one) => services.includes(one)),
      );
      assert.deepEqual(
        await states(lab, 'is-active', watched),
        watched.map(() => 'active'),
      );
      assert.ok((await lab.words('kube-apiserver')).includes('--v=4'));
      assert.ok((await lab.words('kube-scheduler')).includes('--v=3'));
      assert.match(await machine.get(`cat ${scheduler}.rpmnew`), /--v=5/);
      assert.equal(await verify(lab), `edited   master-1:${scheduler}\n`);
    },
  },
  {
    id: 'rpm.downgrade',
    needs: ['rpm.upgrade-keeps-edits-and-restarts-ours'],
    ...units,
    run: async (lab) => {
      const { machine } = lab;
      const changed = await changedBy(lab, `rm ${scheduler}.rpmnew; ${rpm} -U --oldpackage ${ofMaster(lab, 'first')}`);
      assert.deepEqual(changed, [...components]);
      assert.ok(!(await lab.words('kube-apiserver')).includes('--v=4'));
      assert.equal(await machine.get(`cat ${scheduler}`), 'KUBE_SCHEDULER_ARGS="--v=3"');
      assert.equal(await machine.get(`${rpm} -qa --qf '%{NAME} %{VERSION}\\n' | grep -c '^unitc-lab.* 1\\.0$'`), '6');
    },
  },
  {
    id: 'rpm.hidden-unit-is-told',
    needs: ['rpm.units-run'],
    ...units,
    run: async (lab) => {
      const { machine } = lab;
      const [own, left] = ['/usr/lib/systemd/system/etcd.service', '/etc/systemd/system/etcd.service'];
      await machine.get(`cp ${own} ${left} && systemctl daemon-reload`);
      try {
        assert.equal((await show(machine, 'etcd')).FragmentPath, left);
        assert.ok((await verify(lab)).includes(`hidden   master-1:${own} by ${left}\n`));
      } finally {
        await machine.get(`rm ${left} && systemctl daemon-reload`);
      }
      assert.equal((await show(machine, 'etcd')).FragmentPath, own.replace('/usr/', '/'));
      assert.ok(!(await verify(lab)).includes('hidden'));
    },
  },
  {
    id: 'rpm.erase-stops-and-keeps-data',
    needs: ['rpm.downgrade'],
    ...units,
    run: async (lab) => {
      const { machine } = lab;
      const docker = await lab.invocation('docker');
      await machine.get(`${rpm} -e $(${rpm} -qa 'unitc-lab-*')`, { timeout: 300 });
      assert.deepEqual(
        await states(lab, 'is-active', services),
        services.map(() => 'inactive'),
      );
      assert.equal(await machine.get(`ls /etc/systemd/system/*.wants | grep -E '${enabled.join('|')}' || true`), '');
      assert.equal(await lab.invocation('docker'), docker);
      const left = await machine.get(
        'docker ps -q; runc list -q; ls /usr/libexec/unitc /usr/lib/unitc 2>/dev/null || true',
      );
      assert.equal(left, '');
      assert.equal(
        await machine.get(`cat ${scheduler}.rpmsave /etc/kubernetes/mine`),
        'KUBE_SCHEDULER_ARGS="--v=3"\nmine',
      );
      await machine.get(
        'test -d /var/lib/etcd/default.etcd/member && test -x /var/lib/containers/atomic/etcd.0/rootfs/usr/local/bin/etcd',
      );
    },
  },
  {
    id: 'rpm.archive-takes-their-place',
    needs: ['rpm.erase-stops-and-keeps-data'],
    ...units,
    run: async (lab) => {
      const { machine } = lab;
      await machine.get(`rm ${scheduler}.rpmsave /etc/kubernetes/mine; ${rpm} -e systemd`);
      await lab.unpack();
      assert.equal((await machine.sh(guideLoop, { timeout: 300 })).code, 0);
      assert.equal(await machine.get('test -L /var/lib/containers/atomic/etcd.0/config.json || echo a file'), 'a file');
      assert.equal(await verify(lab), '');
    },
  },
];
