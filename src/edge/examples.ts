/** The specs that the package ships: examples/<name>/cluster.yaml. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { compareBytes } from '../core/order.ts';
import { unknownName } from '../core/unknown-name.ts';
import { Failure } from './failure.ts';
import { packageRoot } from './package-root.ts';
import { readText } from './read-text.ts';

const file = 'cluster.yaml';

function folder(): string {
  return path.join(packageRoot().directory, 'examples');
}

export function exampleNames(): string[] {
  const entries = readdirSync(folder(), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map((entry) => entry.name).sort(compareBytes);
}

/** Throws a Failure for a name that no example has. */
export function exampleText(name: string): string {
  const names = exampleNames();
  if (names.includes(name)) return readText(path.join(folder(), name, file));
  throw Failure.of(unknownName('there is no example', name, names, 'the examples are'));
}
