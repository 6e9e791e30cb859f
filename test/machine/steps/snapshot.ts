/** Snapshots of etcd: the timer, what is kept, a disk that is full, and restoring as docs/etcd.md has it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Lab } from '../library/lab.ts';
import type { Machine } from '../library/machine.ts';
import { debianEtcd } from '../library/rootfs.ts';
import type { Step } from '../library/step.ts';
import { journal, show } from '../library/units.ts';

const keep = 2;
/** Half a day away, so that the timer saves nothing while these steps count what is saved. */
const hour = String((new Date().getUTCHours() + 12) % 24).padStart(2, '0');
const dir = '/var/lib/etcd-snapshots';
const api3 = { variables: { ETCDCTL_API: '3' } };
const common = { needs: ['snapshot.timer-is-armed'], units: ['etcd', 'etcd-snapshot', 'etcd-restore@*'] };

const snapshots = async (machine: Machine) =>
  (await machine.get(`ls -A ${dir}`)).split('\n').filter((one) => one !== '');

/** The golden spec with snapshots, and the version of etcd that is really there. */
async function unpackSnapshots(lab: Lab): Promise<void> {
  const golden = readFileSync(path.join(lab.project, 'golden/debian/spec.yaml'), 'utf8');
  const own = `components: { etcd: { snapshots: { schedule: "*-*-* ${hour}:30:00", keep: ${keep} } } }\n`;
  const file = path.join(lab.scratch.dir, 'snapshots.yaml');
  writeFileSync(file, golden.replace('version: "3.1.0"', `version: "${debianEtcd}"`) + own);
  await lab.compile('snapshots', file);
  await lab.unpack('snapshots');
  await lab.restart('etcd');
}

/** The compiled state of the other steps. */
async function takeAway(lab: Lab): Promise<void> {
  const units = '/etc/systemd/system/etcd-';
  await lab.machine.get(`systemctl stop etcd-snapshot.timer; rm -f ${units}snapshot.* ${units}restore@.service`);
  await lab.restore();
  await lab.machine.get('systemctl reset-failed');
  await lab.restart('etcd');
}

const put = ({ machine }: Lab, key: string, value: string) => machine.get(`etcdctl put ${key} ${value}`, api3);
const get = ({ machine }: Lab, key: string) => machine.get(`etcdctl get ${key} --print-value-only`, api3);

export const snapshotSteps: readonly Step[] = [
  {
    id: 'snapshot.timer-is-armed',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async (lab) => {
      await unpackSnapshots(lab);
      const timer = await show(lab.machine, 'etcd-snapshot.timer');
      assert.equal(timer.ActiveState, 'active', 'etcd brings its timer along');
      assert.match(timer.NextElapseUSecRealtime ?? '', new RegExp(` ${hour}:3[01]:`));
    },
  },
  {
    id: 'snapshot.saved-and-kept',
    ...common,
    run: async ({ machine }) => {
      const saved: string[] = [];
      for (let round = 0; round < keep + 2; round++) {
        await machine.get('systemctl start etcd-snapshot');
        saved.push(...(await snapshots(machine)).filter((name) => !saved.includes(name)));
      }
      assert.equal(saved.length, keep + 2, `one more each time: ${saved.join(' ')}`);
      const kept = await snapshots(machine);
      assert.deepEqual(kept, saved.slice(-keep));
      for (const name of kept) {
        assert.match(name, /^\d{8}T\d{6}Z\.db$/);
        assert.equal(await machine.get(`stat -c '%a %U' ${dir}/${name} ${dir}`), '600 root\n700 root');
        await machine.get(`etcdctl snapshot status ${dir}/${name}`, api3);
      }
    },
  },
  {
    id: 'snapshot.full-disk',
    needs: ['snapshot.saved-and-kept'],
    units: common.units,
    run: async (lab) => {
      const { machine } = lab;
      const [older = ''] = await snapshots(machine);
      await machine.get(
        `systemctl stop etcd && cp ${dir}/${older} /run/ && mount -t tmpfs -o size=2m none ${dir} && cp /run/${older} ${dir}/ && systemctl start etcd`,
      );
      try {
        const big = "head -c 700000 /dev/zero | tr '\\0' x | etcdctl put";
        await machine.get(`for n in 1 2 3 4; do ${big} big-$n || exit; done`, api3);
        const before = await lab.cursor();
        assert.notEqual((await machine.sh('systemctl start etcd-snapshot')).code, 0);
        const told = (await journal(machine, 'etcd-snapshot', before)).map(({ message }) => message).join('\n');
        assert.match(told, /no space left on device/);
        assert.match(told, /^etcd-snapshot: etcdctl could not save a snapshot; there is no new snapshot/m);
        assert.deepEqual(await snapshots(machine), [older], 'nothing half done, and the older one is there');
      } finally {
        await machine.get('etcdctl del --prefix big-', api3);
        await machine.get(`systemctl stop etcd; umount ${dir}; systemctl reset-failed; systemctl start etcd`);
      }
    },
  },
  {
    id: 'snapshot.without-etcd',
    needs: ['snapshot.saved-and-kept'],
    units: common.units,
    run: async (lab) => {
      const { machine } = lab;
      const [before, there] = [await lab.cursor(), await snapshots(machine)];
      await machine.get('systemctl stop etcd');
      const outcome = await machine.sh('systemctl start etcd-snapshot');
      await machine.get('systemctl reset-failed; systemctl start etcd');
      assert.notEqual(outcome.code, 0);
      const told = (await journal(machine, 'etcd-snapshot', before)).map(({ message }) => message).join('\n');
      assert.match(told, /systemctl start etcd/);
      assert.deepEqual(await snapshots(machine), there);
    },
  },
  {
    id: 'snapshot.restore',
    needs: ['snapshot.saved-and-kept'],
    units: common.units,
    run: async (lab) => {
      const { machine } = lab;
      try {
        await put(lab, 'before-the-snapshot', 'kept');
        await machine.get('systemctl start etcd-snapshot');
        const time = ((await snapshots(machine)).at(-1) ?? '').replace(/\.db$/, '');
        await put(lab, 'after-the-snapshot', 'lost');

        const before = await lab.cursor();
        assert.notEqual((await machine.sh(`systemctl start etcd-restore@${time}`)).code, 0);
        const told = (await journal(machine, `etcd-restore@${time}`, before)).map(({ message }) => message).join('\n');
        assert.match(told, /etcd\.service is active.*systemctl stop etcd/);
        assert.equal(await get(lab, 'after-the-snapshot'), 'lost', 'nothing happened');

        const data = await machine.get('. /etc/etcd/etcd.conf; echo "$ETCD_DATA_DIR"');
        await machine.get(`systemctl stop etcd && rm -rf ${data}/member && touch ${data}/left`);
        await machine.get(`systemctl start etcd-restore@${time} && systemctl start etcd`);
        assert.equal(await get(lab, 'before-the-snapshot'), 'kept');
        assert.equal(await get(lab, 'after-the-snapshot'), '');
        assert.equal(await machine.get(`ls ${data}.before-*`), 'left', 'what was there is aside');
        assert.equal(await machine.get('systemctl is-active etcd; runc list -q'), 'active\netcd');
        await machine.get(`rm -rf ${data}.before-*`);
      } finally {
        await takeAway(lab);
      }
    },
  },
];
