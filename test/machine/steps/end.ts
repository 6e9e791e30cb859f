/** What is left when all is over. */
import assert from 'node:assert/strict';
import { groupsOf, processesOf, removeGroups } from '../library/cgroups.ts';
import { removeNamespaces } from '../library/lan.ts';
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
    run: async ({ firstBoot, machine, members, scratch }) => {
      members?.stopWriter();
      firstBoot?.end();
      await Promise.all([machine, ...(members?.machines ?? [])].map((one) => one.powerOff()));
      assert.deepEqual(groupsOf(scratch.name).flatMap(processesOf), []);
      assert.deepEqual(groupsOf(scratch.name).flatMap(removeGroups), []);
      assert.deepEqual(removeNamespaces(scratch.name), []);
    },
  },
];
