/** What the long run depends on: whenever it changes, the record of the last run says nothing any more. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mutations } from '../cluster/mutation-list.ts';

/** The trees that are booted, how they are booted, and how mutants are made and judged. */
const folders = ['golden/cluster-plain', 'golden/cluster-tls', 'golden/cluster-three', 'test/cluster', 'test/long'];
const record = 'test/long/record.json';

function filesBelow(root: string, folder: string): string[] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** SHA-256 over all of them; `root` is that of the project. */
export function inputs(root: string): string {
  const mutated = mutations.map(({ file }) => file);
  const files = [...new Set([...folders.flatMap((folder) => filesBelow(root, folder)), ...mutated])];
  const hash = createHash('sha256');
  for (const file of files.filter((name) => name !== record).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
