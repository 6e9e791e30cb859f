/** A format of `unitc diff`: a function of a review and of how it shall look, and of nothing else. */
import type { Review } from '../../review/model.ts';

export type ReviewFormat = (review: Review, options: ReviewOptions) => string;

export interface ReviewOptions {
  /** Whether terminal colours are written. */
  readonly color: boolean;
  /** Same lines around a change of a text. */
  readonly context: number;
  /** Columns of what is printed side by side. */
  readonly width: number;
  /** Of a patch: whether it is for a terminal, which may obey what files hold. It is no exact patch then. */
  readonly harmless?: boolean;
  /** Of a patch: whether paths begin with the names of hosts. Of one host's tree they need not. */
  readonly hostDirectories?: boolean;
  /** Of a comment: the most characters; 0 is no limit. 60,000 where nothing is said: GitHub takes 65,536. */
  readonly limit?: number;
  /** Of a comment: by what it is found again, the name of the side after where nothing is said. */
  readonly name?: string;
  /** Of the page: what it is drawn and driven by; the page is not to be had without. */
  readonly page?: PageParts;
}

export interface PageParts {
  readonly style: string;
  readonly script: string;
}
