/** Small clusters and what is on disk, for tests of the output directory. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withManifest } from '../../src/outputs/with-manifest.ts';
import type { Artifact } from '../../src/tree/artifact.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { tree } from '../outputs/sample-tree.ts';

export function cluster(hosts: Readonly<Record<string, readonly Artifact[]>>, name = 'lab'): Map<string, FileTree> {
  const built = Object.entries(hosts).map(([host, artifacts]): [string, FileTree] => {
    return [host, withManifest(tree(...artifacts), hostLayout, { name, host, version: '0.1.0' })];
  });
  return new Map(built);
}

/** Every entry below a directory: `0644 text`, `-> target`, `0755/`; without what a dead run left in .unitc. */
export function onDisk(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  const walk = (relative: string) => {
    for (const name of readdirSync(path.join(root, relative)).sort()) {
      const at = relative === '' ? name : `${relative}/${name}`;
      const stat = lstatSync(path.join(root, at));
      const mode = (stat.mode & 0o7777).toString(8).padStart(4, '0');
      if (stat.isSymbolicLink()) found[at] = `-> ${readlinkSync(path.join(root, at))}`;
      else if (stat.isDirectory()) {
        found[at] = `${mode}/`;
        walk(at);
      } else found[at] = `${mode} ${stat.isFile() ? readFileSync(path.join(root, at), 'utf8') : 'special'}`;
    }
  };
  walk('');
  return found;
}

/** The same without manifests, whose text tests of their own compare. */
export function withoutManifests(found: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(found).filter(([at]) => !at.endsWith('manifest.json') && !at.endsWith('etc/unitc')),
  );
}

export function put(root: string, at: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, at)), { recursive: true });
  writeFileSync(path.join(root, at), text);
}
