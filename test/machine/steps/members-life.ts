/** What a member lives through: each time the writer goes on, and no acknowledged key is missing afterwards. */
import assert from 'node:assert/strict';
import { withMembers } from '../library/members.ts';
import type { Step } from '../library/step.ts';
import { show } from '../library/units.ts';

const keys = '/etc/etcd/certs/*.key';
/** Shell word: process number of the program in the container. */
const program = `$(runc state etcd | sed -n 's/^ *"pid": \\([0-9]*\\),$/\\1/p')`;
const client = '$(systemctl show -P MainPID etcd)';

export const membersLifeSteps: readonly Step[] = [
  withMembers('members.certificates-of-another-user', async (members) => {
    // The numbers of a package's user, whom the container does not know.
    const { machine } = members.at('etcd-2');
    await members.survives('etcd-2', `chown 998:998 ${keys} && chmod 600 ${keys} && systemctl restart --no-block etcd`);
    assert.equal(await machine.get(`stat -c %a:%u ${keys} | sort -u`), '600:998', 'nobody has changed that');
  }),
  withMembers('members.crash', async (members) => {
    const { machine } = members.at('etcd-1');
    for (const harm of [program, client, `${client} ${program}`]) {
      await members.survives('etcd-1', `kill -9 ${harm}`);
      const containers = (await machine.get('runc list -q')).split('\n');
      assert.ok(containers.includes('etcd'), `containers: ${containers}`);
      assert.equal(await machine.get('pidof etcd | wc -w'), String(containers.length), 'one etcd in each container');
    }
  }),
  withMembers('members.host-reboot', async (members) => {
    const { machine } = members.at('etcd-2');
    await machine.powerOff();
    await members.writer.goesOn(90);
    assert.equal(await machine.boot(), 'running');
    const unit = await show(machine, 'etcd');
    assert.deepEqual([unit.ActiveState, unit.NRestarts], ['active', '0']);
    await members.recovered();
  }),
  withMembers('members.power-cut', async (members) => {
    const { machine } = members.at('etcd-3');
    await machine.cutPower();
    await members.writer.goesOn(90);
    assert.equal(await machine.boot(), 'running');
    await members.recovered();
    await Promise.all(members.machines.map((one) => one.cutPower()));
    const states = await Promise.all(members.machines.map((one) => one.boot()));
    assert.deepEqual(states, ['running', 'running', 'running']);
    await members.recovered();
  }),
  withMembers('members.edit-and-restart', async (members) => {
    const { machine } = members.at('etcd-1');
    const conf = '/etc/etcd/etcd.conf';
    const compiled = await machine.get(`cat ${conf}`);
    const restart = 'systemctl restart --no-block etcd';
    await members.survives('etcd-1', `echo 'ETCD_MAX_REQUEST_BYTES="1000000"' >> ${conf} && ${restart}`);
    const environment = await machine.get(`tr '\\0' '\\n' < /proc/${program}/environ`);
    assert.ok(environment.split('\n').includes('ETCD_MAX_REQUEST_BYTES=1000000'), environment);
    await machine.get(`cat > ${conf}`, { input: `${compiled}\n` });
    await members.survives('etcd-1', restart);
  }),
  withMembers('members.stop-keeps-data', async (members) => {
    const data = '/var/lib/etcd/default.etcd/member';
    for (const { machine } of members.all) await machine.get('etcdctl put before-the-stop kept');
    await Promise.all(members.machines.map((machine) => machine.get('systemctl stop etcd')));
    for (const { machine } of members.all) {
      const unit = await show(machine, 'etcd');
      assert.deepEqual([unit.ActiveState, unit.Result], ['inactive', 'success']);
      const left = (await machine.get(`test -s ${data}/snap/db && runc list -q`)).split('\n');
      assert.ok(!left.includes('etcd'), `containers: ${left}`);
    }
    await Promise.all(members.machines.map((machine) => machine.get('systemctl start etcd')));
    await members.recovered();
    for (const { machine } of members.all) {
      assert.equal(await machine.get('etcdctl get before-the-stop --print-value-only'), 'kept');
    }
  }),
];
