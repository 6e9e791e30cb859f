/** Files that are no units: variables, JSON, tmpfiles.d, lines. */
import { describe, expect, it } from 'vitest';
import { review } from '../../../src/review/review.ts';
import type { FileKind } from '../../../src/tree/artifact.ts';
import { reviewOptions, sideOfTexts } from '../../support/review.ts';

function said(path: string, before: string, after: string, kind?: FileKind): string[] {
  const sideOf = (text: string) => {
    const side = sideOfTexts({ a: { [path]: text } });
    const hosts = [...side.hosts].map(
      ([host, one]) => [host, { ...one, ...(kind && { kinds: new Map([[path, kind]]) }) }] as const,
    );
    return { ...side, hosts: new Map(hosts) };
  };
  const { changes } = review(sideOf(before), sideOf(after), reviewOptions);
  return (changes[0]?.elements ?? []).map(
    ({ change, kind: what, at, before: old, after: now, lines }) =>
      `${change} ${what} ${at.join(' ')}: ${old ?? '∅'} → ${now ?? '∅'} (${lines.before ?? ''}→${lines.after ?? ''})`,
  );
}

describe('variables', () => {
  const path = 'etc/kubernetes/apiserver';
  it.each<[string, string, string, string[]]>([
    ['comments, order, quotes', '# a\nA=1\nB=2\n', 'B="2"\nA=1\n', []],
    ['a value', 'A=1\nB=2\n', 'B=3\n', ['removed variable A: 1 → ∅ (1→)', 'changed variable B: 2 → 3 (2→1)']],
    [
      'a flag',
      'KUBE_API_ARGS="--v=2 --x"\n',
      'KUBE_API_ARGS="--x  --v=4 --y=a"\n',
      ['changed flag KUBE_API_ARGS --v: 2 → 4 (1→1)', 'added flag KUBE_API_ARGS --y: ∅ → a (→1)'],
    ],
    [
      'the order of flags that is known to mean nothing',
      'KUBE_API_ARGS="--v=2 --x"\n',
      'KUBE_API_ARGS="--x --v=2"\n',
      [],
    ],
    ['the order of flags', 'OPTIONS="-a -b"\n', 'OPTIONS="-b -a"\n', ['moved flag OPTIONS -a:  →  (1→1)']],
    ['blanks', 'OPTIONS="-a  -b"\n', 'OPTIONS="-a -b"\n', ['changed variable OPTIONS: -a  -b → -a -b (1→1)']],
  ])('%s', (_, before, after, expected) => {
    expect(said(path, before, after)).toEqual(expected);
  });
});

describe('JSON', () => {
  const path = 'var/lib/containers/atomic/etcd.0/config.json';
  const of = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
  const mount = (destination: string, source: string) => ({ destination, source, options: ['bind'] });
  it.each<[string, unknown, unknown, string[]]>([
    ['order of members', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, []],
    [
      'a member',
      { a: 1, b: { c: 2 } },
      { b: { c: 3 }, d: { e: 1 } },
      ['removed member a: 1 → ∅ (2→)', 'changed member b c: 2 → 3 (4→3)', 'added member d: ∅ → {"e":1} (→5)'],
    ],
    [
      'mounts',
      { mounts: [mount('/a', '/x'), mount('/b', '/y')] },
      { mounts: [mount('/a', '/z'), mount('/b', '/y'), mount('/c', '/x')] },
      [
        'changed member mounts /a source: /x → /z (5→5)',
        'added item mounts /c: ∅ → {"destination":"/c","options":["bind"],"source":"/x"} (→17)',
      ],
    ],
    [
      'the order of mounts',
      { mounts: [mount('/a', '/x'), mount('/b', '/y')] },
      { mounts: [mount('/b', '/y'), mount('/a', '/x')] },
      [
        'moved item mounts /a: {"destination":"/a","options":["bind"],"source":"/x"} → {"destination":"/a","options":["bind"],"source":"/x"} (3→10)',
      ],
    ],
    [
      'capabilities',
      { process: { capabilities: { bounding: ['CAP_A', 'CAP_B'] } } },
      { process: { capabilities: { bounding: ['CAP_B', 'CAP_A'] } } },
      [],
    ],
    [
      'variables',
      { process: { env: ['A=1', 'B=2'] } },
      { process: { env: ['B=2', 'A=2'] } },
      ['changed variable process env A: 1 → 2 (4→5)'],
    ],
    [
      'words',
      { process: { args: ['/usr/bin/etcd', '--name=a', '--x'] } },
      { process: { args: ['/usr/bin/etcd', '--x', '--name=b'] } },
      ['changed flag process args --name: a → b (5→6)'],
    ],
    [
      'a list of values',
      { l: [1, 2, 3] },
      { l: [1, 3, 4] },
      ['removed item l: 2 → ∅ (4→)', 'added item l: ∅ → 4 (→5)'],
    ],
    ['other types', { l: [1] }, { l: { a: 1 } }, ['changed member l: [1] → {"a":1} (2→2)']],
  ])('%s', (_, before, after, expected) => {
    expect(said(path, of(before), of(after))).toEqual(expected);
  });

  it('compares lines where it is no JSON, or has numbers that cannot be told apart', () => {
    expect(said(path, '{"a": 1,}\n', '{}\n')).toHaveLength(2);
    expect(said(path, '{"a": 9007199254740993}\n', '{"a": 9007199254740992}\n')).toHaveLength(2);
  });
});

describe('tmpfiles.d and sysusers.d', () => {
  it.each<[string, string, string, string, string[]]>([
    [
      'blanks, comments, order',
      'etc/tmpfiles.d/x.conf',
      '# a\nd /run/a 0755 root root -\nd  /run/b\n',
      'd /run/b - - -\nd /run/a 0755 root root\n',
      [],
    ],
    [
      'a mode',
      'etc/tmpfiles.d/x.conf',
      'd /run/a 0755\nZ /run/a - x\n',
      'd /run/a 0700\nZ /run/a - x\nd /run/b\n',
      ['changed line /run/a: d /run/a 0755 → d /run/a 0700 (1→1)', 'added line /run/b: ∅ → d /run/b (→3)'],
    ],
    [
      'the order of patterns',
      'etc/tmpfiles.d/x.conf',
      'z /a/* 0700\nz /a/b 0755\n',
      'z /a/b 0755\nz /a/* 0700\n',
      ['moved line z /a/*: z /a/* 0700 → z /a/* 0700 (1→2)'],
    ],
    [
      'accounts',
      'etc/sysusers.d/x.conf',
      'u etcd - "etcd user"\n',
      'g kube -\nu  etcd 52 "etcd user"\n',
      [
        'changed line u etcd: u etcd - "etcd user" → u  etcd 52 "etcd user" (1→2)',
        'added line g kube: ∅ → g kube - (→1)',
      ],
    ],
  ])('%s', (_, path, before, after, expected) => {
    expect(said(path, before, after)).toEqual(expected);
  });
});

it('counts the lines of tmpfiles.d as editors do, where systemd ends one at a CR', () => {
  expect(said('etc/tmpfiles.d/x.conf', '', '\rd /a\n')).toEqual(['added line /a: ∅ → d /a (→1)']);
});

describe('what has no syntax that we know', () => {
  it('is compared by lines', () => {
    expect(said('usr/local/bin/x', '#!/bin/sh\na\n', '#!/bin/sh\nb\n')).toEqual([
      'removed line : a\n → ∅ (2→)',
      'added line : ∅ → b\n (→2)',
    ]);
  });

  it('is compared without the comments that it is known to have', () => {
    expect(said('etc/sysctl.d/x.conf', '# a\nx = 1\ny = 1\n', '\n; b\nx = 1\ny = 2\n')).toEqual([
      'removed line : y = 1\n → ∅ (3→)',
      'added line : ∅ → y = 2\n (→4)',
    ]);
    expect(said('usr/bin/x', '# a\n', '# b\n')).toHaveLength(2);
  });

  it('is not compared where it is no text', () => {
    expect(said('x', 'a\0', 'b\0')).toEqual([]);
  });

  it('is what the compiler says it is', () => {
    expect(said('opt/x', 'A=1\n', 'A="1"\n', 'env-file')).toEqual([]);
    expect(said('opt/x', 'A=1\n', 'A="1"\n')).toHaveLength(2);
  });
});
