import { expect, test } from 'vitest';
import { readManifest } from '../../src/inputs/read-manifest.ts';
import { manifest, printManifest } from '../../src/outputs/manifest.ts';
import { withManifest } from '../../src/outputs/with-manifest.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { directory, file, symlink, tree } from './sample-tree.ts';

const identity = { name: 'lab', host: 'master-1', version: '0.1.0' };
const sample = tree(
  file('etc/systemd/system/etcd.service', '[Service]\n'),
  directory('etc/unitc/state', { mode: 0o700, owner: 'etcd', group: 'etcd' }),
  symlink('usr/local/bin/etcdctl', '../libexec/"a"'),
  file('etc/kubernetes/config', 'ü', { mode: 0o640, config: 'admin' }),
);

test('a manifest is one line a file, sorted by bytes', () => {
  expect(printManifest(manifest(sample, identity))).toBe(`{
  "version": 1,
  "name": "lab",
  "host": "master-1",
  "generator": "unitc 0.1.0",
  "files": [
    { "path": "etc/kubernetes/config", "type": "file", "mode": "0640", "owner": "root", "group": "root", "sha256": "607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f", "size": 2, "config": "admin" },
    { "path": "etc/systemd/system/etcd.service", "type": "file", "mode": "0644", "owner": "root", "group": "root", "sha256": "40d8baaabac85ad8ac5a2ec40dd065b4ea0fb47c25ce3ddad4c290d22503c90f", "size": 10 },
    { "path": "etc/unitc/state", "type": "directory", "mode": "0700", "owner": "etcd", "group": "etcd" },
    { "path": "usr/local/bin/etcdctl", "type": "symlink", "owner": "root", "group": "root", "target": "../libexec/\\"a\\"" }
  ]
}
`);
});

test('what is printed is read back', () => {
  const data = manifest(sample, identity);
  expect(readManifest(printManifest(data))).toEqual({ ok: true, manifest: data });
});

test('an empty tree has a manifest', () => {
  const data = manifest([], identity);
  expect(readManifest(printManifest(data))).toEqual({ ok: true, manifest: data });
});

test('the manifest joins the tree, lists all but itself and says of each line why it is there', () => {
  const whole = withManifest(sample, hostLayout, identity);
  const artifact = whole.get('etc/unitc/manifest.json');
  expect(artifact).toMatchObject({ type: 'file', kind: 'json', mode: 0o644, owner: 'root', group: 'root' });
  if (artifact?.type !== 'file') throw new Error('no manifest');
  expect(artifact.content).toBe(printManifest(manifest(sample, identity)));
  expect(artifact.origin.lines).toHaveLength(artifact.content.split('\n').length - 1);
  expect(artifact.origin.lines[3]?.from).toEqual([{ kind: 'spec', path: ['hosts', 'master-1'] }]);
  expect(artifact.origin.lines[7]?.from).toEqual([{ kind: 'derived', rule: 'lists etc/systemd/system/etcd.service' }]);
});

test('a tree that has something at the path of the manifest is refused', () => {
  const taken = tree(file('etc/unitc/manifest.json', 'mine'));
  expect(() => withManifest(taken, hostLayout, identity)).toThrow('etc/unitc/manifest.json is taken');
});
