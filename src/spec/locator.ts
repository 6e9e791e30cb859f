/** From a path in the resolved spec to the text it was written in; a spec may span files (`extends`). */
import type { Location } from '../core/diagnostic.ts';
import type { SpecPath } from '../core/spec-path.ts';

export interface Locator {
  /** The value at `path`, or of its nearest ancestor that is written somewhere. */
  value(path: SpecPath): Location;
  /** The key that introduces the value at `path`. */
  key(path: SpecPath): Location;
}
