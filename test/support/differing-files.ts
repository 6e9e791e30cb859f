/** `unitc diff --format json` as lines: what happened to which file of which host. */
import { compareBytes } from '../../src/core/order.ts';
import type { Review } from '../../src/review/model.ts';
import type { Ran } from '../cli/run-case.ts';

/** `changed  master-1/etc/etcd/etcd.conf`, bytewise by path; standard output as it is where it is no review. */
export function differingFiles(ran: Ran): Ran {
  if (!ran.stdout.startsWith('{')) return ran;
  // What the program itself has just printed.
  const { changes } = JSON.parse(ran.stdout) as Review;
  const files = changes.flatMap(({ kind, path, hosts }) => hosts.map((host) => [kind, `${host}/${path}`] as const));
  const lines = files.sort(([, a], [, b]) => compareBytes(a, b)).map(([kind, path]) => `${kind.padEnd(7)}  ${path}\n`);
  return { ...ran, stdout: lines.join('') };
}
