/** All steps, in the order in which they run. */
import type { Step } from '../library/step.ts';
import { ansibleSteps } from './ansible.ts';
import { applySteps } from './apply.ts';
import { argvSteps } from './argv.ts';
import { bootSteps } from './boot.ts';
import { confSteps } from './conf.ts';
import { diffSteps } from './diff.ts';
import { dockerSteps } from './docker.ts';
import { endSteps } from './end.ts';
import { etcdSteps } from './etcd.ts';
import { etcdRunningSteps } from './etcd-running.ts';
import { faultSteps } from './fault.ts';
import { firstBootSteps } from './first-boot.ts';
import { flannelBootSteps } from './flannel-boot.ts';
import { flannelEndSteps } from './flannel-end.ts';
import { flannelKeySteps } from './flannel-key.ts';
import { flannelLateSteps } from './flannel-late.ts';
import { flannelLeaseSteps } from './flannel-lease.ts';
import { guideSteps } from './guide.ts';
import { guideValuesSteps } from './guide-values.ts';
import { hostileSteps } from './hostile.ts';
import { installSteps } from './install.ts';
import { installOwnSteps } from './install-own.ts';
import { killSteps } from './kill.ts';
import { kubectlSteps } from './kubectl.ts';
import { launchImageSteps } from './launch-image.ts';
import { membersSteps } from './members.ts';
import { membersEndSteps, membersFaultSteps } from './members-fault.ts';
import { membersLifeSteps } from './members-life.ts';
import { membersRestoreSteps, membersSnapshotSteps } from './members-restore.ts';
import { membersStartSteps } from './members-start.ts';
import { readySteps } from './ready.ts';
import { rebootSteps } from './reboot.ts';
import { rpmSteps } from './rpm.ts';
import { slotSteps } from './slot.ts';
import { snapshotSteps } from './snapshot.ts';
import { stopSteps } from './stop.ts';
import { treeSteps } from './tree.ts';
import { wrapperSteps } from './wrapper.ts';

export const steps: readonly Step[] = [
  ...bootSteps,
  ...treeSteps,
  ...etcdSteps,
  ...guideSteps,
  ...etcdRunningSteps,
  ...argvSteps,
  ...guideValuesSteps,
  ...ansibleSteps,
  ...readySteps,
  ...wrapperSteps,
  ...confSteps,
  ...hostileSteps,
  ...stopSteps,
  ...killSteps,
  ...dockerSteps,
  ...faultSteps,
  ...kubectlSteps,
  ...rebootSteps,
  ...snapshotSteps,
  ...slotSteps,
  ...applySteps,
  ...launchImageSteps,
  ...rpmSteps,
  ...flannelBootSteps,
  ...flannelKeySteps,
  ...flannelLeaseSteps,
  ...flannelLateSteps,
  ...flannelEndSteps,
  ...installSteps,
  ...installOwnSteps,
  ...diffSteps,
  ...firstBootSteps,
  ...membersSteps,
  ...membersLifeSteps,
  ...membersStartSteps,
  ...membersFaultSteps,
  ...membersSnapshotSteps,
  ...membersEndSteps,
  ...membersRestoreSteps,
  ...endSteps,
];
