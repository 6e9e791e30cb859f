/** The script that brings a tree onto a running host, beside what `unitc plan` says of it before. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../library/command.ts';
import { type Lab, services } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { show, until } from '../library/units.ts';

const script = '/usr/local/libexec/unitc/apply';
const scheduler = '/etc/kubernetes/scheduler';
const watched = [...services, 'docker'];

/** The golden spec with more to it; its tree is /lab/NAME/master-1.tar. */
async function variant(lab: Lab, name: string, more: string): Promise<string> {
  const file = path.join(lab.scratch.dir, `${name}.yaml`);
  writeFileSync(file, readFileSync(path.join(lab.project, 'golden/debian/spec.yaml'), 'utf8') + more);
  await lab.compile(name, file);
  return file;
}

const louder = 'components: { kube-scheduler: { flags: { v: 5 } }, etcd: { unit: { Service: { RestartSec: 9 } } } }\n';

interface Planned {
  readonly units: { readonly restart: readonly string[] };
  readonly commands: readonly (readonly string[])[];
}

/** What the command line says of the machine's disk. */
async function plan({ project, scratch }: Lab, spec: string): Promise<Planned> {
  const words = [path.join(project, 'dist/cli/main.js'), '--format', 'json', 'plan', spec, '--root', scratch.root];
  const data = JSON.parse(await must(process.execPath, words));
  return data.hosts[0];
}

/** Of what runs, by unit. */
async function mainPids({ machine }: Lab): Promise<Record<string, string>> {
  const pids: Record<string, string> = {};
  for (const unit of watched) pids[unit] = (await show(machine, unit)).MainPID ?? '';
  return pids;
}

/** Units whose main process is another one afterwards, with the lines that the script printed. */
async function changed(lab: Lab, command: string): Promise<{ readonly units: string[]; readonly said: string[] }> {
  const before = await mainPids(lab);
  const said = (await lab.machine.get(command, { timeout: 300 })).split('\n');
  const after = await mainPids(lab);
  return { units: watched.filter((unit) => before[unit] !== after[unit]), said };
}

const typed = (said: readonly string[]) =>
  said.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2).trim());

export const applySteps: readonly Step[] = [
  {
    id: 'apply.restarts-what-the-plan-says-and-no-more',
    needs: ['guide.loop'],
    up: true,
    units: watched,
    run: async (lab) => {
      // Whatever an earlier step has left of another image or file.
      await lab.machine.get(`${script} --force /lab/golden/master-1.tar`, { timeout: 300 });
      const spec = await variant(lab, 'louder', louder);
      const planned = await plan(lab, spec);
      assert.deepEqual(planned.units.restart, ['kube-scheduler.service']);
      const { units, said } = await changed(lab, `${script} /lab/louder/master-1.tar`);
      assert.deepEqual(units, ['kube-scheduler']);
      // Each command is told of twice: in what is to come, and when it is run.
      const commands = planned.commands.map((argv) => argv.join(' '));
      assert.deepEqual(typed(said), [...commands, ...commands]);
      assert.ok((await lab.words('kube-scheduler')).includes('--v=5'));
      const etcd = await show(lab.machine, 'etcd');
      assert.deepEqual([etcd.RestartUSec, etcd.NeedDaemonReload], ['9s', 'no']);
      const again = await changed(lab, `${script} /lab/louder/master-1.tar`);
      assert.deepEqual([again.units, again.said.at(-1)], [[], 'nothing to do']);
      // Of this host, as its own programs say it.
      assert.match(again.said[0] ?? '', /^note: systemd 252, docker 20\.10\.24, runc 1\.1\.5\S*, SELinux absent, /);
    },
  },
  {
    id: 'apply.rollback',
    needs: ['apply.restarts-what-the-plan-says-and-no-more'],
    up: true,
    units: watched,
    run: async (lab) => {
      await lab.machine.get(`tar -C / -xpf /lab/louder/master-1.tar && systemctl daemon-reload`);
      await lab.machine.get(`${script} /lab/golden/master-1.tar`);
      const forth = await changed(lab, `${script} --rollback`);
      assert.deepEqual(forth.units, ['kube-scheduler']);
      const back = await changed(lab, `${script} --rollback`);
      assert.deepEqual(back.units, ['kube-scheduler']);
      assert.ok(!(await lab.words('kube-scheduler')).includes('--v=5'));
      assert.notEqual((await show(lab.machine, 'etcd')).RestartUSec, '9s');
      assert.match(await lab.machine.get(`${script} /lab/golden/master-1.tar`), /\nnothing to do$/);
    },
  },
  {
    id: 'apply.keeps-what-was-edited',
    needs: ['apply.restarts-what-the-plan-says-and-no-more'],
    up: true,
    units: watched,
    run: async (lab) => {
      await lab.type(scheduler, 'KUBE_SCHEDULER_ARGS="--v=3"\n');
      const { units, said } = await changed(lab, `${script} /lab/louder/master-1.tar`);
      assert.deepEqual(units, []);
      assert.ok(
        said.some((line) => line.startsWith(`! ${scheduler} was edited here`)),
        said.join('\n'),
      );
      assert.equal(await lab.machine.get(`cat ${scheduler}`), 'KUBE_SCHEDULER_ARGS="--v=3"');
      assert.ok((await lab.machine.get(`cat ${scheduler}.new`)).includes('--v=5'));
      await lab.machine.get(`rm ${scheduler}.new`);
      await lab.restore();
    },
  },
  {
    id: 'apply.removes-what-the-archive-no-longer-has',
    needs: ['apply.restarts-what-the-plan-says-and-no-more'],
    up: true,
    units: watched,
    run: async (lab) => {
      const { machine } = lab;
      const [timer, mine] = ['etcd-snapshot.timer', '/etc/systemd/system/etcd.service.d/10-mine.conf'];
      await variant(lab, 'snapshots', 'components: { etcd: { snapshots: {} } }\n');
      await machine.get(`${script} /lab/snapshots/master-1.tar && systemctl start ${timer}`, { timeout: 300 });
      await lab.type(mine, '[Service]\nEnvironment=MINE=1\n');
      await machine.get(`${script} /lab/golden/master-1.tar`, { timeout: 300 });
      const { LoadState, ActiveState } = await show(machine, timer);
      assert.deepEqual([LoadState, ActiveState], ['not-found', 'inactive']);
      const left = 'find /etc/systemd /usr/local/libexec/unitc/ -name "etcd-snapshot*" -o -name "etcd-restore*"';
      assert.equal(await machine.get(left), '');
      assert.match(await machine.get(`cat ${mine}`), /MINE=1/);
      await lab.restore();
    },
  },
  {
    // Ports and programs are looked at as they are on a host that runs.
    id: 'apply.preflight',
    needs: ['apply.restarts-what-the-plan-says-and-no-more'],
    up: true,
    units: watched,
    run: async (lab) => {
      const look = `mkdir -p /run/tree && tar -C /run/tree -xpf /lab/golden/master-1.tar && /run/tree/${script.replace(/apply$/, 'preflight')} /run/tree | grep ^stop: || true`;
      assert.equal(await lab.machine.get(look), '');
      await lab.machine.get('systemctl stop kube-scheduler');
      await lab.machine.get('systemd-run --quiet --unit=thief systemd-socket-activate -l 10251 /bin/cat');
      await until('the port is taken', 60, async () => (await lab.machine.get(look)) !== '');
      assert.equal(
        await lab.machine.get(look),
        'stop: port 10251 of kube-scheduler.service is taken; ss -ltnp sport = :10251 says by whom',
      );
      await lab.machine.get('systemctl stop thief; systemctl start kube-scheduler; rm -r /run/tree');
    },
  },
  {
    id: 'apply.is-cut-off',
    needs: ['apply.restarts-what-the-plan-says-and-no-more'],
    up: true,
    units: watched,
    run: async (lab) => {
      const { machine } = lab;
      const mv = `#!/bin/sh\ncase " $* " in *" ${scheduler} "*) : >/run/held; sleep 600 ;; esac\nexec /usr/bin/mv "$@"\n`;
      await lab.type('/run/held.d/mv', mv);
      const held = 'PATH=/run/held.d:/usr/sbin:/usr/bin:/sbin:/bin';
      await machine.get(
        `chmod 755 /run/held.d/mv && systemd-run --quiet --setenv=${held} ${script} /lab/louder/master-1.tar`,
      );
      await until('it is in the middle', 120, async () => (await machine.sh('test -e /run/held')).code === 0);
      await machine.cutPower();
      await machine.boot();
      assert.ok(!(await machine.get(`cat ${scheduler}`)).includes('--v=5'));
      await machine.get(`${script} /lab/louder/master-1.tar`, { timeout: 300 });
      assert.ok((await machine.get(`cat ${scheduler}`)).includes('--v=5'));
      assert.equal((await machine.sh('find /etc /usr/local /var/lib -name "*.unitc"')).stdout, '');
      await machine.get(`${script} --rollback`, { timeout: 300 });
      await lab.restore();
    },
  },
];
