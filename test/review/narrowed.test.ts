import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/review/model.ts';
import { narrowed } from '../../src/review/narrowed.ts';
import { reviewTexts } from '../support/review.ts';

function sample(): Review {
  const found = reviewTexts(
    { a: { 'etc/x': '1\n', 'etc/y': '1\n' }, b: { 'etc/x': '1\n', 'etc/y': '1\n' } },
    { a: { 'etc/x': '2\n', 'etc/y': '2\n' }, b: { 'etc/x': '1\n', 'etc/y': '3\n' } },
  );
  const units = [
    { unit: 'x.service', action: 'restart', changes: [0] },
    { unit: 'y.service', action: 'restart', changes: [1] },
    { unit: 'z.service', action: 'restart', changes: [], because: { unit: 'y.service', by: 'Requires' } },
    { unit: 'zz.service', action: 'restart', changes: [], because: { unit: 'z.service', by: 'BindsTo' } },
  ] as const;
  const risk = { severity: 'note', hosts: ['a'], message: 'm', help: 'h' } as const;
  return {
    ...found,
    hosts: found.hosts.map((host) => (host.name === 'a' ? { ...host, units } : host)),
    risks: [
      { ...risk, code: 'UC701', change: 0 },
      { ...risk, code: 'UC702', change: 2 },
    ],
  };
}

describe('narrowed', () => {
  it('is the same for all files', () => {
    expect(narrowed(sample(), () => true)).toEqual(sample());
  });

  it('has ids of what is left, and what that causes', () => {
    const all = sample();
    expect(all.changes.map(({ path, hosts }) => [path, ...hosts])).toEqual([
      ['etc/x', 'a'],
      ['etc/y', 'a'],
      ['etc/y', 'b'],
    ]);
    const found = narrowed(all, (path) => path === 'etc/y');
    expect(found.changes.map(({ id, path }) => [id, path])).toEqual([
      [0, 'etc/y'],
      [1, 'etc/y'],
    ]);
    expect(found.hosts[0]?.units.map(({ unit, changes }) => [unit, changes])).toEqual([
      ['y.service', [0]],
      ['z.service', []],
      ['zz.service', []],
    ]);
    expect(found.risks.map(({ code, change }) => [code, change])).toEqual([['UC702', 1]]);
    expect(Object.keys(found.contents)).toHaveLength(3);
  });

  it('has hosts without a change', () => {
    const found = narrowed(sample(), (path) => path === 'etc/x');
    expect(found.hosts.map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'changed'],
      ['b', 'same'],
    ]);
  });
});
