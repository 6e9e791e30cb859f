import { expect, test } from 'vitest';
import { reviewUnified } from '../../../src/report/review/unified.ts';
import { fixture, none } from './fixture.ts';

const options = { color: false, context: 3, width: 120 };

test('a patch below the names of hosts', async () => {
  await expect(reviewUnified(fixture, options)).toMatchFileSnapshot('snapshots/unified.patch');
  expect(reviewUnified(none, options)).toBe('');
});

test('of one host without its name', () => {
  const changes = fixture.changes.filter(({ hosts }) => hosts.length === 1 && hosts[0] === 'node-4');
  const patch = reviewUnified({ ...fixture, changes }, { ...options, hostDirectories: false });
  expect(patch).toContain('+++ b/etc/systemd/system/kubelet.service\n');
});

test('a content that is not there is said by its hash', () => {
  expect(() => reviewUnified({ ...fixture, contents: {} }, options)).toThrow(/does not hold the content [0-9a-f]{64}$/);
});
