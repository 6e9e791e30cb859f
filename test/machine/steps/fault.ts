/** What does not work says so, at once where it can, and is tried again for ever at a walking pace. */
import assert from 'node:assert/strict';
import { images } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { type Entry, journal, pauses, show, until } from '../library/units.ts';

const unit = 'kube-scheduler';

/** Starts the component with a fault, takes the fault away after the first attempt, and tells what was logged meanwhile. */
async function faultAndCure(lab: Lab, arg: string, seconds: number): Promise<Entry[]> {
  const { machine } = lab;
  const before = await lab.cursor();
  const compiled = await machine.get('cat /etc/kubernetes/scheduler');
  await lab.type('/etc/kubernetes/scheduler', `KUBE_SCHEDULER_ARGS=${arg}\n`);
  await machine.get(`systemctl stop ${unit}; systemctl start --no-block ${unit}`);
  const state = async (wanted: string) => (await show(machine, unit)).SubState === wanted;
  await until('the first attempt fails', seconds, () => state('auto-restart'));
  await lab.type('/etc/kubernetes/scheduler', `${compiled}\n`);
  await until('it recovers when the cause is gone', 90, () => state('running'));
  return journal(machine, unit, before);
}

/** The unit's own readiness line with a shorter limit: the helper is the same, the test is not a minute long. */
async function shortenLimit(lab: Lab): Promise<void> {
  const text = await lab.machine.get(`cat /etc/systemd/system/${unit}.service`);
  const [line = ''] = /^ExecStartPost=.*wait-ready(.*\\\n)*.*$/m.exec(text) ?? [];
  const short = line.replace(/--timeout=\d+/, '--timeout=12');
  assert.notEqual(short, line);
  await lab.type(`/etc/systemd/system/${unit}.service.d/limit.conf`, `[Service]\nExecStartPost=\n${short}\n`);
  await lab.machine.get('systemctl daemon-reload');
}

function paced(entries: readonly Entry[]): void {
  const found = pauses(entries);
  assert.equal(found.length, 1, 'one pause between two attempts');
  for (const seconds of found) assert.ok(seconds >= 4.9 && seconds < 8, `${seconds} s between two attempts`);
}

const common = { needs: ['guide.loop'], up: true, units: [`${unit}.service`] };

export const faultSteps: readonly Step[] = [
  {
    id: 'fault.never-ready',
    ...common,
    run: async (lab) => {
      try {
        await shortenLimit(lab);
        const entries = await faultAndCure(lab, '--stand-in=never-ready', 60);
        const told = entries.filter(({ message }) => message.startsWith('wait-ready: ')).map(({ message }) => message);
        assert.ok(told.length >= 1, 'wait-ready says something');
        for (const message of told) assert.match(message, /kube-scheduler.*http:\/\/127\.0\.0\.1:10251\/healthz.*500/);
        paced(entries);
      } finally {
        await lab.restore();
      }
    },
  },
  {
    id: 'fault.exits-at-once',
    ...common,
    run: async (lab) => {
      try {
        const entries = await faultAndCure(lab, '--stand-in=exit-at-once', 60);
        const first = entries.find(({ message }) => message.startsWith('Starting '));
        const end = entries.find(({ message }) => message.includes('Failed with result'));
        const seconds = (end?.at ?? Number.NaN) - (first?.at ?? Number.NaN);
        assert.ok(seconds < 20, `it took ${seconds} s to notice`);
        assert.match(entries.map(({ message }) => message).join('\n'), /^wait-ready: kube-scheduler ended/m);
        const limit = await lab.machine.get(`systemctl show -P StartLimitIntervalUSec ${unit}`);
        assert.equal(limit, '0', 'no number of attempts is too many');
        paced(entries);
      } finally {
        await lab.restore();
      }
    },
  },
  {
    id: 'fault.no-image',
    ...common,
    run: async (lab) => {
      const { machine } = lab;
      const before = await lab.cursor();
      await machine.get(`systemctl stop ${unit} && docker tag ${images[unit]} kept && docker rmi ${images[unit]}`);
      const started = await machine.sh(`systemctl start ${unit}`);
      const said = (await journal(machine, unit, before)).map(({ message }) => message).join('\n');
      await machine.get(`docker tag kept ${images[unit]} && docker rmi kept`);
      assert.notEqual(started.code, 0);
      assert.ok(said.includes('registry.lab'), said);
      await until(
        'it starts once the image is there',
        90,
        async () => (await show(machine, unit)).ActiveState === 'active',
      );
    },
  },
  {
    id: 'fault.name-is-taken',
    ...common,
    run: async ({ machine }) => {
      // What a client or a daemon that died at the wrong moment leaves, or somebody's own experiment.
      await machine.get(`systemctl stop ${unit} && docker create --name ${unit} ${images[unit]}`);
      await machine.get(`systemctl start ${unit}`);
      assert.equal(
        await machine.get(`docker ps -a --format '{{.Names}} {{.State}}' -f name=${unit}`),
        `${unit} running`,
      );
    },
  },
];
