/** All pairs. `expected.txt` says of each what the change does to which units; test/machine/steps/diff.ts boots them. */
import { dependencies } from './dependencies.ts';
import { dropIns } from './drop-ins.ts';
import { files } from './files.ts';
import { installed } from './installed.ts';
import { keys } from './keys.ts';
import type { Pair } from './pair.ts';
import { types } from './types.ts';

export const pairs: readonly Pair[] = [...keys, ...dropIns, ...files, ...dependencies, ...installed, ...types];
