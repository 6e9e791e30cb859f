import type { Location } from '../core/diagnostic.ts';
import type { SpecPath } from '../core/spec-path.ts';
import type { Locator } from './locator.ts';
import { child, type Place, type SpecNode } from './node.ts';

interface Found {
  readonly node: SpecNode;
  readonly key?: Place;
  /** How many steps of the path are written. */
  readonly steps: number;
}

function walk(root: SpecNode, path: SpecPath): Found {
  let found: Found = { node: root, steps: 0 };
  for (const [index, step] of path.entries()) {
    const next = child(found.node, step);
    if (next === undefined) return found;
    const key = found.node.kind === 'map' ? found.node.entries.get(String(step))?.key : undefined;
    found = { node: next, steps: index + 1, ...(key === undefined ? {} : { key }) };
  }
  return found;
}

function locate(place: Place): Location {
  return { file: place.file, range: place.range };
}

/** A locator over a tree; without one (the spec could not be read) every path is the whole entry file. */
export function nodeLocator(root: SpecNode | undefined, entry: string): Locator {
  if (root === undefined) return { value: () => ({ file: entry }), key: () => ({ file: entry }) };
  return {
    value(path) {
      const found = walk(root, path);
      // A value that is missing, or written as nothing, is best shown where its parent or its key stands.
      const shown = found.steps < path.length || isEmpty(found.node.place) ? found.key : undefined;
      return locate(shown ?? found.node.place);
    },
    key(path) {
      const found = walk(root, path);
      return locate(found.key ?? found.node.place);
    },
  };
}

function isEmpty(place: Place): boolean {
  return place.range.start === place.range.end;
}
