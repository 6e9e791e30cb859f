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
  flannel: { version: '0.7.1', network: '172.16.0.0/12', subnetLength: 24, backend: { type: 'vxlan' } },
  hosts: {
    'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane'] },
    'node-1': { address: '192.168.122.3', roles: ['node'] },
    'node-2': { address: '192.168.122.4', roles: ['node'] },
  },
};

describe('loadSpec', () => {
  it('reads the example', () => {
    const loaded = loadSpec({ entry: 'examples/centos-atomic/cluster.yaml', read: fromDisk }, vocabulary);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.spec).toEqual(lab);
  });

  it('merges a base under the spec, and keeps both positions', () => {
    const text = 'extends: ../examples/centos-atomic/cluster.yaml\nhost: { os: debian, release: "12" }\n';
    const read = (file: string) => (file === 'lab/debian.yaml' ? text : fromDisk(file));
    const loaded = loadSpec({ entry: 'lab/debian.yaml', read }, vocabulary);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.spec).toEqual({ ...lab, host: { os: 'debian', release: '12' } });
    expect([...loaded.sources.keys()]).toEqual(['lab/debian.yaml', 'examples/centos-atomic/cluster.yaml']);
    expect(loaded.locator.value(['host', 'os']).file).toBe('lab/debian.yaml');
    const address = loaded.locator.value(['hosts', 'master-1', 'address']);
    const example = loaded.sources.get(address.file) ?? '';
    expect(address.file).toBe('examples/centos-atomic/cluster.yaml');
    expect(example.slice(address.range?.start, address.range?.end)).toBe('192.168.122.2');
  });
});
