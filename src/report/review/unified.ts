/** A review as a patch that `git apply` takes: what it holds of files makes the new ones of the old ones. */
import { compareBytes } from '../../core/order.ts';
import type { RenamedChange } from '../../diff/renames.ts';
import type { FileReview, Review } from '../../review/model.ts';
import { printUnified } from '../unified.ts';
import { visible } from '../visible.ts';
import { entryIn } from './entries.ts';
import type { ReviewFormat } from './format.ts';

/** Each change for each of its hosts, below the host's name, bytewise by path. */
export const reviewUnified: ReviewFormat = (review, options) => {
  const { color, context, harmless, hostDirectories = true } = options;
  const print = (change: RenamedChange) =>
    printUnified([change], { context, style: { color }, ...(harmless !== undefined && { harmless }) });
  return review.changes
    .flatMap((change) => {
      const hosts = hostDirectories ? change.hosts.map((host) => `${host}/`) : [''];
      return hosts.map((host) => ({ change, host, path: host + change.path }));
    })
    .sort((a, b) => compareBytes(a.path, b.path))
    .map(({ change, host, path }) => patchOf(change, path, () => print(changeIn(review, change, host))))
    .join('');
};

function changeIn(review: Review, { path, from, before, after }: FileReview, host: string): RenamedChange {
  return {
    path: host + path,
    ...(from !== undefined && { from: host + from }),
    ...(before && { before: entryIn(review, before) }),
    ...(after && { after: entryIn(review, after) }),
  };
}

/**
 * Of what is not all shown a line that git skips: a patch of it would not apply, or would write to a new file what is
 * shown in place of a secret.
 */
function patchOf({ redacted, kind }: FileReview, path: string, print: () => string): string {
  return redacted === true
    ? `${kind} and not in this patch, since not all of it is shown: ${visible(path)}\n`
    : print();
}
