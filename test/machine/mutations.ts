/** `npm run test:mutations [-- --only ID[,ID…]]`: mutants that steps of the machine tests, or tests, have to notice. */
import path from 'node:path';
import { runMutations } from './library/mutation-suite.ts';
import { sourceDir } from './library/project.ts';
import { mutations } from './mutation-list.ts';

await runMutations({ folder: sourceDir, mutations, runner: path.join(import.meta.dirname, 'run.js') });
