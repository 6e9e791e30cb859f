/** Two sides, and what the review says: each difference once. */
import { describe, expect, it } from 'vitest';
import { review } from '../../src/review/review.ts';
import { reviewOptions, reviewTexts, sideOfSpec } from '../support/review.ts';

const spec = (count: number) => `host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
components: { etcd: { flags: { snapshot-count: "${count}" } } }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  master-2: { address: 192.168.122.3, roles: [etcd] }
  master-3: { address: 192.168.122.4, roles: [etcd] }
`;

describe('folding', () => {
  it('says what several hosts have once, with all of them', () => {
    const { changes } = reviewTexts(
      { b: { x: '1\n' }, a: { x: '1\n' }, c: {} },
      { a: { x: '2\n' }, b: { x: '2\n' }, c: { x: '2\n' } },
    );
    expect(changes.map(({ hosts, kind }) => [kind, hosts])).toEqual([
      ['changed', ['a', 'b']],
      ['added', ['c']],
    ]);
    expect(changes.map(({ id }) => id)).toEqual([0, 1]);
  });

  it('names hosts that are on one side only', () => {
    const { hosts } = reviewTexts({ a: { x: '1\n' }, b: {} }, { b: {}, c: { x: '1\n' } });
    expect(hosts.map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'removed'],
      ['b', 'same'],
      ['c', 'added'],
    ]);
  });

  it('finds one element in files that differ elsewhere', () => {
    const file = (name: string, level: number) => ({ 'etc/x.txt': `level ${level}\nis ${name}\n` });
    const { changes, alike } = reviewTexts({ a: file('a', 1), b: file('b', 1) }, { a: file('a', 2), b: file('b', 2) });
    expect(changes).toHaveLength(2);
    expect(alike.map(({ path, hosts, members }) => [path, hosts, members.map(({ change }) => change)])).toEqual([
      ['etc/x.txt', ['a', 'b'], [0, 1]],
      ['etc/x.txt', ['a', 'b'], [0, 1]],
    ]);
  });
});

it('reviews specs', () => {
  const said = review(sideOfSpec(spec(1000)), sideOfSpec(spec(2000)), reviewOptions);
  expect(said.changes.map(({ path }) => path)).toContain('etc/etcd/etcd.conf');
  expect(said.hosts.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed']);
});
