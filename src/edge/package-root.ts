import { readFileSync } from 'node:fs';
import path from 'node:path';

interface PackageRoot {
  readonly directory: string;
  readonly version: string;
}

/** The nearest directory above this module whose package.json is ours: the same from src, dist and .cache/build. */
export function packageRoot(from: string = import.meta.dirname): PackageRoot {
  for (let directory = from; ; directory = path.dirname(directory)) {
    const version = versionIn(path.join(directory, 'package.json'));
    if (version !== undefined) return { directory, version };
    if (directory === path.dirname(directory)) throw new Error(`no package.json of unitc above ${from}`);
  }
}

function versionIn(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const data: unknown = JSON.parse(text);
  if (typeof data !== 'object' || data === null || !('name' in data) || !('version' in data)) return undefined;
  return data.name === 'unitc' && typeof data.version === 'string' ? data.version : undefined;
}

export function packageVersion(): string {
  return packageRoot().version;
}
