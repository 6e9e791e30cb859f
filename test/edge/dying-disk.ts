import { writeFileSync } from 'node:fs';
import { type Disk, nodeDisk } from '../../src/edge/directory/disk.ts';

const changing = [
  'makeDirectory',
  'setMode',
  'writeNew',
  'makeSymlink',
  'link',
  'rename',
  'removeFile',
  'removeDirectory',
  'sync',
] as const satisfies (keyof Disk)[];

export interface DyingDisk {
  readonly disk: Disk;
  /** Number of operations that were asked for. */
  readonly asked: () => number;
}

/**
 * The operation number `at` that changes anything is not done, or by half where it writes a file; `die`
 * is called instead of it and of every later one, and does not return. With 0 all are done.
 */
export function dyingDisk(at: number, die: () => never): DyingDisk {
  let asked = 0;
  const disk: Disk = { ...nodeDisk };
  for (const name of changing) {
    Object.assign(disk, {
      [name]: (...args: [string, never, never]) => {
        asked++;
        if (at === 0 || asked < at) return nodeDisk[name](...args);
        if (asked === at && name === 'writeNew') {
          const content: Uint8Array = args[1];
          writeFileSync(args[0], content.subarray(0, Math.ceil(content.length / 2)));
        }
        return die();
      },
    });
  }
  return { disk, asked: () => asked };
}
