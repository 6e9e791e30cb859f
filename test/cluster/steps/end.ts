/** What is left when all is over. */
import assert from 'node:assert/strict';
import { groupsOf, processesOf, removeGroups } from '../../machine/library/cgroups.ts';
import { removeNamespaces } from '../../machine/library/lan.ts';
import type { Step } from '../../machine/library/step.ts';
import type { ClusterLab } from '../library/cluster-lab.ts';

export const endSteps: readonly Step<ClusterLab>[] = [
  {
    id: 'end.nothing-left-on-this-machine',
    run: async (lab) => {
      await lab.close();
      const { name } = lab.scratch;
      assert.deepEqual(groupsOf(name).flatMap(processesOf), []);
      assert.deepEqual(groupsOf(name).flatMap(removeGroups), []);
      assert.deepEqual(removeNamespaces(name), []);
    },
  },
];
