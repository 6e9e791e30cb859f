/** `npm run test:mutations [-- --only ID[,ID…]]`: mutants that steps of the machine tests, or tests, have to notice. */
import path from 'node:path';
import { runMutations } from './library/mutation-suite.ts';
import { sourceDir } from './library/project.ts';
import { mutations } from './mutation-list.ts';

const runner = path.join(import.meta.dirname, 'run.js');
// Most of the time goes by in waiting for what a mutant never does.
await runMutations({ folder: sourceDir, mutations, runner, atATime: 2 });
