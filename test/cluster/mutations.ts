/** `npm run test:cluster-mutations [-- --only ID[,ID…]]`: mutants that steps of the cluster tests have to notice. */
import path from 'node:path';
import { runMutations } from '../machine/library/mutation-suite.ts';
import { clusterDir } from './library/kubernetes.ts';
import { mutations } from './mutation-list.ts';

await runMutations({ folder: clusterDir, mutations, runner: path.join(import.meta.dirname, 'run.js') });
