/** What is left when all is over. */
import assert from 'node:assert/strict';
import { processesOf, removeGroups } from '../library/cgroups.ts';
import type { Step } from '../library/step.ts';

export const endSteps: readonly Step[] = [
  {
    id: 'end.nothing-failed',
    needs: ['guide.loop'],
    up: true,
    run: async ({ machine }) => {
      assert.equal(await machine.get('systemctl --failed --no-legend'), '');
      assert.equal(await machine.systemState(), 'running');
    },
  },
  {
    id: 'end.nothing-left-on-this-machine',
    needs: ['boot.bare'],
    run: async ({ machine, scratch }) => {
      await machine.powerOff();
      assert.deepEqual(processesOf(scratch.name), []);
      assert.deepEqual(removeGroups(scratch.name), []);
    },
  },
];
