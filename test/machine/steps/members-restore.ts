/** Snapshots of three members with TLS, and restoring all of them from one, by the commands of docs/etcd.md. */
import assert from 'node:assert/strict';
import { must } from '../library/command.ts';
import { commandsIn, withTime } from '../library/doc.ts';
import type { Machine } from '../library/machine.ts';
import { ctl, type Instance, instances, type Members, withHealthyMembers, withMembers } from '../library/members.ts';
import type { Step } from '../library/step.ts';
import { comesTo, show, until } from '../library/units.ts';

const directories: Readonly<Record<Instance, string>> = {
  etcd: '/var/lib/etcd-snapshots',
  'etcd-events': '/srv/etcd-events',
};

async function snapshots(machine: Machine, instance: Instance): Promise<string[]> {
  return (await machine.get(`ls ${directories[instance]}`)).split('\n').filter((name) => name !== '');
}

/** By the timer, whose next time is now. */
async function saveByTimer(machine: Machine, instance: Instance): Promise<string> {
  const timer = `${instance}-snapshot.timer`;
  const dropIn = `/run/systemd/system/${timer}.d`;
  const before = await snapshots(machine, instance);
  await machine.get(
    `mkdir -p ${dropIn} && printf '[Timer]\\nOnActiveSec=0\\nRandomizedDelaySec=0\\nAccuracySec=1ms\\n' > ${dropIn}/now.conf && systemctl daemon-reload && systemctl restart ${timer}`,
  );
  let saved: string[] = [];
  await until(`${timer} has a snapshot saved`, 120, async () => {
    saved = (await snapshots(machine, instance)).filter((name) => !before.includes(name) && !name.startsWith('.'));
    return saved.length > 0 && (await show(machine, `${instance}-snapshot`)).ActiveState === 'inactive';
  });
  await machine.get(`rm -r ${dropIn} && systemctl daemon-reload && systemctl restart ${timer}`);
  assert.equal(saved.length, 1, `one snapshot: ${saved}`);
  return saved[0] ?? '';
}

/** Everything that is in etcd, with its revisions, as one number. */
async function contents({ machine }: { readonly machine: Machine }): Promise<string> {
  const text = await machine.get('etcdctl get --prefix "" -w json | sed "s/.*\\"kvs\\"://" | sha256sum');
  assert.match(text, /^[0-9a-f]{64} /);
  return text;
}

async function onAll(members: Members, command: string): Promise<void> {
  await Promise.all(members.machines.map((machine) => machine.get(command, { timeout: 300 })));
}

/** In the place of scp: no sshd is in these machines, whose disks are directories of this one. */
async function copyToOthers(members: Members, from: Machine, file: string): Promise<void> {
  const others = members.machines.filter((machine) => machine !== from);
  for (const other of others) await must('cp', ['-p', `${from.scratch.root}${file}`, `${other.scratch.root}${file}`]);
}

export const membersSnapshotSteps: readonly Step[] = [
  withMembers(
    'members.snapshot',
    async (members) => {
      for (const { machine } of members.all) {
        for (const instance of instances) {
          const { ActiveState } = await show(machine, `${instance}-snapshot.timer`);
          assert.equal(ActiveState, 'active', `${instance} brings its timer along`);
        }
      }
      await Promise.all(
        members.machines.map(async (machine) => {
          for (const instance of instances) {
            const name = await saveByTimer(machine, instance);
            assert.match(name, /^\d{8}T\d{6}Z\.db$/);
            const file = `${directories[instance]}/${name}`;
            assert.equal(await machine.get(`stat -c '%a %U' ${file}`), '600 root');
            const [, revision, keys] = (await machine.get(`${ctl[instance]} snapshot status ${file}`)).split(', ');
            assert.ok(Number(revision) > 1 && Number(keys) >= 1, `${file}: revision ${revision}, ${keys} keys`);
          }
        }),
      );
      await members.recovered();
    },
    ['members.second-instance'],
  ),
];

/** Behind the last comparison of acknowledged keys: what was written after the snapshot is lost. */
export const membersRestoreSteps: readonly Step[] = [
  withHealthyMembers(
    'members.restore',
    async (members) => {
      members.stopWriter();
      const [first] = members.all;
      assert.ok(first !== undefined);
      await first.machine.get('etcdctl put /registry/before-the-snapshot kept');
      const file = await saveByTimer(first.machine, 'etcd');
      const time = file.replace(/\.db$/, '');
      const before = await contents(first);
      await first.machine.get('etcdctl put /registry/after-the-snapshot lost');

      const [[stop = ''] = [], [copy = ''] = [], [restore = ''] = [], [start = ''] = [], seen = []] = commandsIn(
        'Restoring a cluster of several members',
      );
      await onAll(members, stop);
      assert.match(withTime(copy, time), new RegExp(`^scp .*${directories.etcd}/${file} `));
      await copyToOthers(members, first.machine, `${directories.etcd}/${file}`);
      await onAll(members, withTime(restore, time));
      await onAll(members, start);
      await members.healthy(120);

      const [list = '', get = ''] = seen;
      for (const host of members.all) {
        // A member may hear a little later than it is healthy that another one has started.
        const started = async () => (await host.machine.get(list)).split('\n').filter((one) => / started, /.test(one));
        await comesTo(`members that have started, to ${host.name}`, 30, async () => (await started()).length, 3);
        assert.equal((await host.machine.get(get)).split('\n')[0], '/registry/before-the-snapshot');
        assert.equal(await contents(host), before, `what ${host.name} has is what the snapshot has`);
        assert.match(await host.machine.get('ls -d /var/lib/etcd/default.etcd.before-*'), /Z$/);
      }
      await first.machine.get('etcdctl put /registry/restored yes');
      for (const { machine } of members.all) {
        assert.equal(await machine.get('etcdctl get /registry/restored --print-value-only'), 'yes', 'one cluster');
        assert.equal(await machine.get('etcd-eventsctl get which --print-value-only'), 'events');
      }
    },
    ['members.second-instance'],
  ),
];
