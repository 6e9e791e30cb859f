/** docker goes and comes back, in every way it can; the units follow by themselves. */
import assert from 'node:assert/strict';
import { components } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { show } from '../library/units.ts';

/**
 * Debian's docker.service may start three times in a minute, whoever starts it: a fourth start within a minute of
 * earlier harms is refused, and judges the tests and not the units. So each harm finds that budget whole.
 */
const forgetStarts = 'systemctl reset-failed docker.service docker.socket';
/** Shell: a minute is too short for four starts where each takes a while. */
const limit = '/run/systemd/system/docker.service.d/limit.conf';
const longerMinute = `mkdir -p $(dirname ${limit}) && printf '[Unit]\\nStartLimitIntervalSec=1h\\n' > ${limit} && systemctl daemon-reload`;
const minute = `rm -r $(dirname ${limit}) && systemctl daemon-reload`;

async function followed(lab: Lab, harm: string): Promise<void> {
  const etcd = await lab.invocation('etcd');
  const before = await Promise.all(components.map((component) => lab.invocation(component)));
  await lab.machine.get(`${forgetStarts}; ${harm}`, { timeout: 600 });
  await Promise.all(components.map((component, at) => lab.recovers(component, before[at] ?? '', 75)));
  for (const component of components) assert.equal(await lab.health(component), '200', component);
  assert.equal(await lab.invocation('etcd'), etcd, 'etcd needs no docker and is left alone');
}

const common = { needs: ['guide.loop'], up: true, units: ['docker.service', ...components] };

export const dockerSteps: readonly Step[] = [
  { id: 'docker.restart', ...common, run: (lab) => followed(lab, 'systemctl restart docker') },
  {
    id: 'docker.stop-then-start',
    ...common,
    run: async (lab) => {
      await followed(lab, 'systemctl stop docker.socket docker && sleep 1 && systemctl start docker');
      const ready = Number((await show(lab.machine, 'docker')).ActiveEnterTimestampMonotonic);
      for (const component of components) {
        // Leaving `inactive` is the beginning of a start.
        const started = Number((await show(lab.machine, component)).InactiveExitTimestampMonotonic);
        assert.ok(ready <= started, `${component} starts when docker is ready`);
      }
    },
  },
  {
    id: 'docker.refused-then-started',
    ...common,
    run: async (lab) => {
      const exhaust = 'for i in 1 2 3 4 5; do systemctl restart docker || break; done';
      const refused = '[ "$(systemctl show -P Result docker)" = start-limit-hit ]';
      await lab.machine.get(longerMinute);
      try {
        await followed(lab, `${exhaust}; ${refused} && ${forgetStarts} && systemctl start docker`);
      } finally {
        await lab.machine.get(minute);
      }
    },
  },
  { id: 'docker.killed', ...common, run: (lab) => followed(lab, 'kill -9 $(systemctl show -P MainPID docker)') },
];
