/** The specs that the package ships: examples/<name>/cluster.yaml. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../core/nearest.ts';
import { compareBytes } from '../core/order.ts';
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
  const close = nearest(name, names);
  const help = close === undefined ? `the examples are ${names.join(', ')}` : `did you mean ${close}?`;
  throw new Failure(`there is no example \`${name}\``, help);
}
