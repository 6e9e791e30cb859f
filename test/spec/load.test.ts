import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadSpec } from '../../src/spec/load.ts';
import { vocabulary } from './vocabulary.ts';

function fromDisk(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

const lab = {
  apiVersion: 'unitc/v1',
  name: 'lab',
  host: { os: 'centos-atomic', release: '7' },
  images: { family: 'distribution', mirror: 'registry.lab:5000' },
  kubernetes: { version: '1.5.2', serviceCIDR: '10.254.0.0/16' },
  etcd: { version: '3.1.0' },
  hosts: {
    'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane'] },
    'node-1': { address: '192.168.122.3', roles: ['node'] },
    'node-2': { address: '192.168.122.4', roles: ['node'] },
  },
  roles: {
    node: {
      components: {
        kubelet: { flags: { 'pod-infra-container-image': 'registry.lab:5000/rhel7/pod-infrastructure:latest' } },
      },
    },
  },
};

describe('loadSpec', () => {
  it('reads the example', () => {
    const loaded = loadSpec({ entry: 'examples/centos-atomic/cluster.yaml', read: fromDisk }, vocabulary);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.spec).toEqual(lab);
  });

  it('merges a base under the spec, and keeps both positions', () => {
    const loaded = loadSpec({ entry: 'golden/debian/spec.yaml', read: fromDisk }, vocabulary);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.spec).toEqual({ ...lab, host: { os: 'debian', release: '12' } });
    expect([...loaded.sources.keys()]).toEqual(['golden/debian/spec.yaml', 'examples/centos-atomic/cluster.yaml']);
    expect(loaded.locator.value(['host', 'os']).file).toBe('golden/debian/spec.yaml');
    const address = loaded.locator.value(['hosts', 'master-1', 'address']);
    const text = loaded.sources.get(address.file) ?? '';
    expect(address.file).toBe('examples/centos-atomic/cluster.yaml');
    expect(text.slice(address.range?.start, address.range?.end)).toBe('192.168.122.2');
  });
});
