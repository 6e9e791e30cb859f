/** Every output of every case, held still. `npm run golden` updates them: read the difference then. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectedFiles, goldenCases, goldenFiles, goldenRoot, goldenTrees } from './support/golden-case.ts';

test('there are cases', () => {
  expect(goldenCases()).toContain('centos-atomic');
});

describe.each(goldenCases())('golden/%s', (name) => {
  const expected = expectedFiles(name);
  const found = goldenFiles(name);

  test('has exactly the files that its spec gives', () => {
    expect([...found.keys()]).toEqual([...expected.keys()].sort());
  });

  test.each([...expected])('%s', (file, content) => {
    expect(found.get(file)).toBe(content);
  });

  test('has executable files where the host has them', () => {
    for (const [folder, tree] of goldenTrees(name)) {
      for (const artifact of tree) {
        if (artifact.type !== 'file') continue;
        const { mode } = statSync(path.join(goldenRoot, name, folder, artifact.path));
        expect(`${artifact.path} ${(mode & 0o100) !== 0}`).toBe(`${artifact.path} ${(artifact.mode & 0o100) !== 0}`);
      }
    }
  });
});
