import { expect, test } from 'vitest';
import { drift } from '../../src/diff/drift.ts';
import type { Entry } from '../../src/diff/entry.ts';
import { snapshotOf } from '../../src/diff/snapshot-of.ts';
import { manifest } from '../../src/outputs/manifest.ts';
import { directory, file, symlink, tree } from '../outputs/sample-tree.ts';

const built = tree(file('etc/a', 'a'), directory('etc/d'), symlink('etc/l', 'a'));
const listing = manifest(built, { name: 'lab', host: 'one', version: '0.0.0' });
const entries = snapshotOf(built);

function kinds(changed: Readonly<Record<string, Entry | undefined>>, foreign: readonly string[] = []) {
  const at = (path: string) => (Object.hasOwn(changed, path) ? changed[path] : entries.get(path));
  return drift(listing, at, foreign).map(({ kind, path }) => `${kind} ${path}`);
}

const content = new TextEncoder().encode('a');

test('a tree is as its manifest says', () => {
  expect(kinds({}, ['etc/a'])).toEqual([]);
});

test.each<[string, Entry | undefined]>([
  ['missing etc/a', undefined],
  ['changed etc/a', { type: 'file', mode: 0o644, content: new Uint8Array() }],
  ['changed etc/a', { type: 'symlink', target: 'a' }],
  ['mode etc/a', { type: 'file', mode: 0o600, content }],
  ['owner etc/a', { type: 'file', mode: 0o644, content, owner: '1:0' }],
  ['changed etc/d', { type: 'file', mode: 0o755, content }],
  ['mode etc/d', { type: 'directory', mode: 0o700 }],
  ['changed etc/l', { type: 'symlink', target: 'b' }],
])('%s', (said, entry) => {
  expect(kinds({ [said.split(' ')[1] ?? '']: entry })).toEqual([said]);
});

test('what is not listed is foreign, and the order is bytewise', () => {
  expect(kinds({ 'etc/l': undefined }, ['z', 'etc/b', 'z'])).toEqual(['foreign etc/b', 'missing etc/l', 'foreign z']);
});
