import { expect, test } from 'vitest';
import { openHostRoot } from '../../src/edge/host-root.ts';

test('hosts of what is kept beside a spec are found as those of what build wrote', async () => {
  const { root, host, asked } = await openHostRoot('golden/centos-atomic', 'node-1:kubelet.service');
  expect({ host, asked }).toEqual({ host: 'node-1', asked: 'kubelet.service' });
  expect(root.entry('/etc/systemd/system/kubelet.service')?.type).toBe('file');
});

test('the root of one host has no hosts in it', async () => {
  const { root, host, asked } = await openHostRoot('golden/centos-atomic/hosts/node-1', 'kubelet.service');
  expect({ host, asked }).toEqual({ host: undefined, asked: 'kubelet.service' });
  expect(root.entry('/etc/systemd/system/kubelet.service')?.type).toBe('file');
});
