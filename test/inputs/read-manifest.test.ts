import { expect, test } from 'vitest';
import { readManifest } from '../../src/inputs/read-manifest.ts';

const head = { version: 1, name: 'lab', host: 'a', generator: 'unitc 0.1.0' };
const sum = '0'.repeat(64);
const good = { path: 'etc/a', type: 'file', mode: '0644', owner: 'root', group: 'root', sha256: sum, size: 3 };

const refusals: [string, string, string[]][] = [
  ['no JSON', '{', ['is not JSON:']],
  ['a list', '[]', ['is not a JSON object']],
  ['null', 'null', ['is not a JSON object']],
  ['another version', '{"version": 2}', ['has version 2, this unitc reads version 1']],
  ['no version', '{}', ['has version undefined, this unitc reads version 1']],
  [
    'nothing else',
    '{"version": 1}',
    ['has no text name', 'has no text host', 'has no text generator', 'has no list of'],
  ],
  ['no object', JSON.stringify({ ...head, files: [3] }), ['has no object at files[0]']],
  ['no type', JSON.stringify({ ...head, files: [{ ...good, type: 'pipe' }] }), ['has no type file, directory or']],
  ['bad mode', JSON.stringify({ ...head, files: [{ ...good, mode: 420 }] }), ['has no mode of four octal digits at']],
  ['bad sum', JSON.stringify({ ...head, files: [{ ...good, sha256: 'x' }] }), ['has no sha256 and size at files[0]']],
  ['bad config', JSON.stringify({ ...head, files: [{ ...good, config: 1 }] }), ['has a config other than spec and']],
  ['twice', JSON.stringify({ ...head, files: [good, good] }), ['names etc/a twice']],
];

test.each(refusals)('%s is refused', (_, text, starts) => {
  const read = readManifest(text);
  if (read.ok) throw new Error('accepted');
  expect(read.problems.map((problem, index) => problem.slice(0, starts[index]?.length))).toEqual(starts);
});

test.each(['/etc/a', '../a', 'etc/../../a', 'etc//a', 'etc/./a', '', 'a\0b', 'etc/'])(
  'the path %j is refused',
  (path) => {
    const read = readManifest(JSON.stringify({ ...head, files: [{ ...good, path }] }));
    if (read.ok) throw new Error('accepted');
    expect(read.problems).toEqual([`has a path that leaves the host's root at files[0]: ${JSON.stringify(path)}`]);
  },
);

test('a manifest is read, unknown members are left out', () => {
  const text = JSON.stringify({ ...head, later: 1, files: [{ ...good, later: 1, config: 'spec' }] });
  expect(readManifest(text)).toEqual({ ok: true, manifest: { ...head, files: [{ ...good, config: 'spec' }] } });
});
