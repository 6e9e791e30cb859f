/** Reads what the package ships: templates and data tables. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareBytes } from '../core/order.ts';
import type { Bundle } from '../template/bundle.ts';
import { packageRoot } from './package-root.ts';

export function loadBundle(root: string = packageRoot().directory): Bundle {
  const templates: Record<string, string> = {};
  for (const file of [...filesBelow(root, 'units'), ...filesBelow(root, 'manifests')]) {
    templates[file] = readFileSync(path.join(root, file), 'utf8');
  }
  return { templates, data: loadData(root) };
}

/** Tables are parsed when they are first asked for: the largest has a megabyte and most runs need a few. */
function loadData(root: string): Readonly<Record<string, unknown>> {
  const data: Record<string, unknown> = {};
  for (const file of filesBelow(root, 'data')) {
    if (!file.endsWith('.json')) continue;
    const key = file.slice('data/'.length, -'.json'.length);
    let parsed: unknown;
    Object.defineProperty(data, key, {
      enumerable: true,
      get: () => {
        parsed ??= JSON.parse(readFileSync(path.join(root, file), 'utf8'));
        return parsed;
      },
    });
  }
  return data;
}

/** Regular files, with `/` on every system, bytewise; hidden ones are editors' leavings. */
function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  const files: string[] = [];
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) files.push(...filesBelow(root, name));
    else if (entry.isFile()) files.push(name);
  }
  return files.sort(compareBytes);
}
