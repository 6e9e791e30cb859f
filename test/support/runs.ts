/**
 * How far tests look that could look for ever. `npm test` is quick; the oracle tests run the same files with
 * `UNITC_DEPTH=20`.
 */
const depth = Number(process.env.UNITC_DEPTH ?? 1);

/** Parameters of a property: so many values in the quick run. */
export function runs(quick: number): { readonly numRuns: number } {
  return { numRuns: quick * depth };
}

/** Every nth case in the quick run, eight times as many in the deep one. */
export function every(quick: number): number {
  return depth > 1 ? Math.ceil(quick / 8) : quick;
}
