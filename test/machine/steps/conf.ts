/** What an administrator types into /etc/kubernetes arrives as systemd splits it. */
import assert from 'node:assert/strict';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { journal } from '../library/units.ts';

const needs = ['guide.loop'];
const logging = ['--logtostderr=true', '--v=0', '--master=http://192.168.122.2:8080'];

/** Restarts the scheduler with these lines as its file. The compiled file is back afterwards, for the next start. */
async function withScheduler(lab: Lab, lines: readonly string[], look: () => Promise<void>): Promise<void> {
  const compiled = await lab.machine.get('cat /etc/kubernetes/scheduler');
  try {
    await lab.type('/etc/kubernetes/scheduler', `${lines.join('\n')}\n`);
    await lab.restart('kube-scheduler');
    await look();
  } finally {
    await lab.type('/etc/kubernetes/scheduler', `${compiled}\n`);
  }
}

export const confSteps: readonly Step[] = [
  {
    // systemd.exec(5) "EnvironmentFile=" unquotes once, systemd.service(5) "Command lines" splits what is left.
    id: 'conf.variables-are-split',
    needs,
    up: true,
    units: ['kube-scheduler.service'],
    run: (lab) =>
      withScheduler(
        lab,
        [
          '; a comment',
          `KUBE_SCHEDULER_ARGS="--one=1   --two=2 '--three=a b' --four=\\"c d\\" --five=e\\\\\\\\f * $HOME \${HOME} %n ;"`,
          'KUBE_LOG_LEVEL=--v=4 --vmodule=a=1,b=2',
        ],
        () =>
          lab.expectWords('kube-scheduler', [
            '--logtostderr=true',
            '--v=4',
            '--vmodule=a=1,b=2',
            '--master=http://192.168.122.2:8080',
            ...['--one=1', '--two=2', '--three=a b', '--four=c d', '--five=e\\f', '*', '$HOME', `\${HOME}`, '%n', ';'],
          ]),
      ),
  },
  {
    id: 'conf.component-file-wins-over-config',
    needs,
    up: true,
    units: ['kube-scheduler.service'],
    run: (lab) =>
      withScheduler(lab, ['KUBE_MASTER=--master=http://other:8080', 'KUBE_SCHEDULER_ARGS='], () =>
        lab.expectWords('kube-scheduler', ['--logtostderr=true', '--v=0', '--master=http://other:8080']),
      ),
  },
  {
    // Readiness asks where the component listens now, not where the spec said.
    id: 'conf.port-and-address-are-followed',
    needs,
    up: true,
    units: ['kube-scheduler.service'],
    run: (lab) =>
      withScheduler(lab, ['KUBE_SCHEDULER_ARGS="--port=1 --address 127.0.0.3 --port 10999"'], async () => {
        assert.equal(await lab.health('kube-scheduler', '127.0.0.3:10999'), '200');
        await lab.expectWords('kube-scheduler', [...logging, '--port=1', '--address', '127.0.0.3', '--port', '10999']);
      }),
  },
  {
    id: 'conf.one-line-is-logged-once',
    needs,
    up: true,
    units: ['kube-scheduler.service'],
    run: async (lab) => {
      const before = await lab.cursor();
      await withScheduler(lab, ['KUBE_SCHEDULER_ARGS=--only-once'], async () => {
        const hex = Buffer.from('--only-once').toString('hex');
        const lines = (await journal(lab.machine, undefined, before)).filter(({ message }) => message.includes(hex));
        assert.deepEqual(
          lines.map(({ unit }) => unit),
          ['kube-scheduler.service'],
        );
      });
    },
  },
];
