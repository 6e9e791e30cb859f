import { describe, expect, it } from 'vitest';
import type { Location } from '../../src/core/diagnostic.ts';
import type { SpecPath } from '../../src/core/spec-path.ts';
import { loadSpec } from '../../src/spec/load.ts';
import { vocabulary } from './vocabulary.ts';

const files: Readonly<Record<string, string>> = {
  'top.yaml': 'extends: base.yaml\ncomponents:\n  etcd:\n    args: [one, { name: a, value: b }]\n    env: { A: }\n',
  'base.yaml': 'host: { os: debian }\nhosts:\n  a: { address: 10.0.0.1, roles: [etcd] }\n',
};
const { locator } = loadSpec({ entry: 'top.yaml', read: (file) => files[file] }, vocabulary);

function shown({ file, range }: Location): string {
  return `${file}: ${range === undefined ? '(all)' : (files[file] ?? '').slice(range.start, range.end)}`;
}

describe('the locator', () => {
  it.each<[SpecPath, string, string]>([
    [['host', 'os'], 'base.yaml: debian', 'base.yaml: os'],
    [['hosts', 'a', 'roles', 0], 'base.yaml: etcd', 'base.yaml: etcd'],
    [['components', 'etcd', 'args', 0], 'top.yaml: one', 'top.yaml: one'],
    [['components', 'etcd', 'args', 1, 'value'], 'top.yaml: b', 'top.yaml: value'],
    // Written as nothing: its key.
    [['components', 'etcd', 'env', 'A'], 'top.yaml: A', 'top.yaml: A'],
    // Not written: the nearest ancestor's key.
    [['components', 'etcd', 'flags', 'v'], 'top.yaml: etcd', 'top.yaml: etcd'],
    [['components', 'etcd', 'args', 7], 'top.yaml: args', 'top.yaml: args'],
    [['hosts', 'a', 'components', 'etcd', 'image'], 'base.yaml: a', 'base.yaml: a'],
    [['hosts', 'constructor'], 'base.yaml: hosts', 'base.yaml: hosts'],
  ])('%j', (path, value, key) => {
    expect(shown(locator.value(path))).toBe(value);
    expect(shown(locator.key(path))).toBe(key);
  });

  it('shows the whole entry file where nothing could be read', () => {
    const broken = loadSpec({ entry: 'none.yaml', read: () => undefined }, vocabulary);
    expect(broken.locator.value(['host'])).toEqual({ file: 'none.yaml' });
    expect(broken.diagnostics.map(({ code, file }) => ({ code, file }))).toEqual([
      { code: 'UC001', file: 'none.yaml' },
    ]);
  });
});
