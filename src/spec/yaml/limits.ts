/** Bounds on what one spec file may ask of us; far above any real cluster, so that nothing hangs or crashes. */

/** UTF-16 units in one file. A thousand hosts take about 100 000. */
export const maxLength = 1024 * 1024;

/** Collections inside each other. A spec needs eight. */
export const maxDepth = 64;

/** Nodes that aliases stand for, counted each time: 2^n of them fit in n short lines. */
export const maxAliased = 100_000;

/** Files in one chain of `extends`. */
export const maxChain = 16;

/** Syntax errors that are reported for one document. */
export const maxSyntaxErrors = 20;
