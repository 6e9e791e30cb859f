/** What is found out about a root once: many units of one root share it. */
import type { UnitRoot } from '../unit-root.ts';

/** `make` is called once for each root, whose answers do not change. */
export function perRoot<T>(make: (root: UnitRoot) => T): (root: UnitRoot) => T {
  const known = new WeakMap<UnitRoot, { readonly value: T }>();
  return (root) => {
    const found = known.get(root) ?? { value: make(root) };
    known.set(root, found);
    return found.value;
  };
}
