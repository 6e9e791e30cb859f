/** All steps, in the order in which they run. */
import type { Step } from '../../machine/library/step.ts';
import type { ClusterLab } from '../library/cluster-lab.ts';
import { apiSteps } from './api.ts';
import { bootSteps } from './boot.ts';
import { changeSteps } from './change.ts';
import { endSteps } from './end.ts';
import { faultSteps } from './fault.ts';
import { guideSteps } from './guide.ts';
import { threeSteps } from './three.ts';

export const steps: readonly Step<ClusterLab>[] = [
  ...bootSteps('plain'),
  ...apiSteps('plain'),
  ...guideSteps,
  ...bootSteps('tls'),
  ...apiSteps('tls'),
  ...changeSteps,
  ...faultSteps,
  ...bootSteps('three'),
  ...apiSteps('three'),
  ...threeSteps,
  ...endSteps,
];
