import { accessChanges } from './access.ts';
import { clusterChanges } from './cluster.ts';
import { imageChanges } from './images.ts';
import { unitChanges } from './units.ts';

/** UC70x to UC72x: what a reviewer of a change should mind; `unitc diff` names them. */
export const changesEntries = { ...clusterChanges, ...imageChanges, ...unitChanges, ...accessChanges };
