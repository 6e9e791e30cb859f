import { expect, test } from 'vitest';
import { rootfsUnits, systemContainers } from '../../src/outputs/first-boot/rootfs-units.ts';
import { hostLayout, packageLayout } from '../../src/tree/layout.ts';
import { linted } from '../lint/linted.ts';
import { compileGolden } from '../support/golden-case.ts';
import { file, tree } from './sample-tree.ts';

test.each([
  ['first-boot', hostLayout],
  ['system-image', packageLayout],
])('golden/%s has system containers, each with a unit that brings what it runs', (name, layout) => {
  const files = compileGolden(name).trees.get('master-1') ?? tree();
  expect(systemContainers(files, layout)).toEqual(['etcd', 'flanneld']);
  const [unit] = rootfsUnits(files, layout);
  expect(unit?.path).toBe(`${layout.units.slice(1)}/unitc-rootfs-etcd.service`);
  expect(unit?.content).toContain(`\nExecStart=${layout.helpers}/fetch-rootfs etcd\n`);
  expect(files.get(`${layout.helpers.slice(1)}/fetch-rootfs`)).toBeDefined();
  // Hosts of cloud-config may be as old as any; see data/host-systems.json.
  for (const { content } of rootfsUnits(files, layout))
    expect(linted(content, 'a.service', { systemd: '219' })).toEqual([]);
});

test('what is no description is no container', () => {
  const files = tree(file('var/lib/containers/atomic/a b.0/info', ''), file('var/lib/containers/atomic/c.1/info', ''));
  expect(rootfsUnits(files, hostLayout)).toEqual([]);
});
