/**
 * `npm run test:machine [-- --only ID[,GROUP.*…]] [-- --project DIR]`: boots Debian machines, unpacks the compiled
 * tarballs there and looks whether everything is as promised. With FLANNELD=PATH a real flanneld takes the place of
 * the stand-in.
 */
import path from 'node:path';
import { must } from './library/command.ts';
import { realFlanneld, whichFlanneld } from './library/flannel.ts';
import { buildStandIns } from './library/images.ts';
import { Lab } from './library/lab.ts';
import { sourceDir } from './library/project.ts';
import { checkRequirements } from './library/requirements.ts';
import { machineFlavour } from './library/rootfs.ts';
import { runSuite } from './library/suite.ts';
import { steps } from './steps/index.ts';

const leftOut = realFlanneld === undefined ? [] : steps.filter(({ standIn }) => standIn).map(({ id }) => id);
console.log(`flanneld: ${whichFlanneld}`);
for (const id of leftOut) console.log(`left out: ${id}, which only the stand-in can do`);
await runSuite<Lab>({
  folder: sourceDir,
  steps,
  leftOut,
  flavour: machineFlavour,
  check: checkRequirements,
  open: async (scratch, project, { etcdTar }) => {
    const lab = new Lab(scratch, project);
    await must('cp', ['--reflink=auto', etcdTar, path.join(scratch.lab, 'etcd.tar')]);
    await buildStandIns(scratch.lab);
    await lab.compile('golden', path.join(project, 'golden/debian/spec.yaml'));
    return lab;
  },
});
