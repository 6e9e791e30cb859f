/** flanneld is late, fails or never comes: docker waits, but not for ever, and has the options when they are there. */
import assert from 'node:assert/strict';
import {
  dockerFollows,
  dockerWait,
  expectOptions,
  flanneldStarts,
  fromStopped,
  hasOptions,
  ofStandIn,
  typeOptions,
  when,
} from '../library/flannel.ts';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { journal, show } from '../library/units.ts';

const certificates = '/etc/flanneld/certs';
/** Of docker itself, and of systemd on a busy machine. */
const slack = 25;
const goesOn = /^wait-ready: .*docker starts without flannel's options/m;

/** Starts docker alone, as a playbook does; seconds until systemctl returns. */
async function startDocker(lab: Lab): Promise<number> {
  const start = Date.now();
  await lab.machine.get('systemctl start docker', { timeout: 75 });
  return (Date.now() - start) / 1000;
}

async function told(lab: Lab, unit: string, cursor?: string): Promise<string> {
  return (await journal(lab.machine, unit, cursor)).map(({ message }) => message).join('\n');
}

/** What the ansible scripts write for flanneld. */
const sysconfig = `FLANNEL_ETCD="http://192.168.122.2:2379"
FLANNEL_ETCD_ENDPOINTS="http://192.168.122.2:2379"
FLANNEL_ETCD_KEY="/atomic.io/network"
FLANNEL_ETCD_PREFIX="/atomic.io/network"
FLANNEL_ETCD_CAFILE="${certificates}/ca.crt"
FLANNEL_ETCD_CERTFILE="${certificates}/client.crt"
FLANNEL_ETCD_KEYFILE="${certificates}/client.key"
FLANNEL_OPTIONS="-etcd-cafile ${certificates}/ca.crt -etcd-certfile ${certificates}/client.crt -etcd-keyfile ${certificates}/client.key"
`;

export const flannelLateSteps: readonly Step[] = [
  ofStandIn(
    fromStopped('flannel.first-start-fails', async (lab) => {
      await typeOptions(lab, '-stand-in=fail-once:/run/flannel/failed');
      const cursor = await lab.cursor();
      const seconds = await startDocker(lab);
      await expectOptions(lab);
      assert.ok(seconds < dockerWait + slack, `docker was there after ${seconds} s`);
      assert.equal((await show(lab.machine, 'flanneld')).NRestarts, '1');
      assert.doesNotMatch(await told(lab, 'docker', cursor), goesOn);
    }),
  ),
  ofStandIn(
    fromStopped('flannel.fails-longer-than-docker-waits', async (lab) => {
      const { machine } = lab;
      await typeOptions(lab, '-stand-in=fail-until:/run/flannel/allowed');
      await machine.powerOff();
      await machine.boot();
      const entries = await journal(machine);
      const seconds = when(entries, 'docker', 'Started ') - when(entries, 'docker', 'Starting ');
      assert.ok(seconds >= dockerWait && seconds < dockerWait + slack, `docker was there after ${seconds} s`);
      assert.match(await told(lab, 'docker'), goesOn);
      assert.equal(await hasOptions(lab), false);
      assert.equal(await machine.get(`systemctl is-active ${components.join(' ')}`), 'active\nactive\nactive');
      const [docker, units] = [
        await lab.invocation('docker'),
        await Promise.all(components.map((component) => lab.invocation(component))),
      ];
      await machine.get('touch /run/flannel/allowed');
      await dockerFollows(lab, docker, 60);
      await Promise.all(components.map((component, at) => lab.recovers(component, units[at] ?? '', 75)));
      assert.match(
        await told(lab, 'flanneld'),
        /^docker-opts: .* before flanneld had a lease; restarting docker\.service$/m,
      );
    }),
  ),
  ofStandIn(
    fromStopped('flannel.late-options-are-reported', async (lab) => {
      const { machine } = lab;
      const unit = 'etc/systemd/system/flanneld.service';
      await machine.get(`tar -C / -xpf /lab/flannel-report/master-1.tar ${unit} && systemctl daemon-reload`);
      await typeOptions(lab, '-stand-in=fail-until:/run/flannel/allowed');
      await startDocker(lab);
      assert.equal(await hasOptions(lab), false);
      const [docker, cursor] = [await lab.invocation('docker'), await lab.cursor()];
      await machine.get('touch /run/flannel/allowed');
      await flanneldStarts(lab, 60);
      assert.match(
        await told(lab, 'flanneld', cursor),
        /^docker-opts: .*; to cure it run: systemctl restart docker\.service$/m,
      );
      assert.equal(await lab.invocation('docker'), docker, 'docker is left alone');
      await machine.get('systemctl restart docker.service');
      await expectOptions(lab);
    }),
  ),
  fromStopped('flannel.docker-before-certificates', async (lab) => {
    const { machine } = lab;
    await lab.type('/etc/sysconfig/flanneld', sysconfig);
    // The docker role: flanneld has what it needs only when another role has run.
    const seconds = await startDocker(lab);
    assert.ok(seconds < dockerWait + slack, `docker was there after ${seconds} s`);
    assert.equal(await hasOptions(lab), false);
    // The flannel role and its handlers.
    await machine.get(`mkdir -p ${certificates} && cd ${certificates} && touch ca.crt client.crt client.key`);
    const start = Date.now();
    await machine.get('systemctl enable flanneld && systemctl start flanneld', { timeout: 300 });
    await machine.get('systemctl stop docker; ip link delete docker0; systemctl start docker', { timeout: 300 });
    assert.ok(Date.now() - start < (dockerWait + 2 * slack) * 1000, 'the handlers come to an end');
    await expectOptions(lab);
    await machine.get(`rm -r ${certificates}`);
  }),
  fromStopped('flannel.docker-before-the-lease', async (lab) => {
    // Nobody answers there: flanneld asks again and again.
    const file = '/etc/sysconfig/flanneld';
    await lab.machine.get(`sed -i 's,http://[0-9.]*:2379,http://192.168.122.2:2999,' ${file}`);
    const seconds = await startDocker(lab);
    // flanneld's start is given up after as long as docker waits by itself.
    assert.ok(seconds >= dockerWait && seconds < 2 * dockerWait + slack, `docker was there after ${seconds} s`);
    assert.equal(await hasOptions(lab), false);
    const docker = await lab.invocation('docker');
    await lab.unpack('flannel');
    await lab.machine.get('systemctl restart flanneld', { timeout: 300 });
    await dockerFollows(lab, docker, 60);
  }),
];
