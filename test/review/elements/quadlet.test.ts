/** Quadlet files: what is said of two versions of one, and what is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reviewTexts } from '../../support/review.ts';
import { runs } from '../../support/runs.ts';

const file = 'etc/containers/systemd/web.container';

/** `change kind at: before → after (lines)`. */
function said(before: string, after: string, path = file): string[] {
  const { changes } = reviewTexts({ a: { [path]: before } }, { a: { [path]: after } });
  return (changes[0]?.elements ?? []).map(
    ({ change, kind, at, before: old, after: now, lines }) =>
      `${change} ${kind} ${at.join(' ')}: ${old ?? '∅'} → ${now ?? '∅'} (${lines.before ?? ''}→${lines.after ?? ''})`,
  );
}

const container = (...lines: string[]) => `[Container]\n${lines.join('\n')}\n`;

describe('no change', () => {
  it.each<[string, string, string]>([
    [
      'comments, blanks, order of keys',
      container('# a', 'Image=a', 'Pull=never'),
      container('Pull = never', '', 'Image=a'),
    ],
    ['a value that a later one replaces', container('Image=b', 'Image=a'), container('Image=a')],
    ['a list that is cleared', container('Volume=/a:/b', 'Volume=', 'Volume=/c:/d'), container('Volume=/c:/d')],
    ['order of mounts', container('Volume=/a:/b', 'Volume=/c:/d'), container('Volume=/c:/d', 'Volume=/a:/b')],
    [
      'order of ports',
      container('PublishPort=80:80', 'PublishPort=81:81'),
      container('PublishPort=81:81', 'PublishPort=80:80'),
    ],
    ['capabilities', container('AddCapability=CAP_A CAP_B'), container('AddCapability=CAP_B', 'AddCapability=CAP_A')],
    ['variables', container('Environment=A=1 B=2'), container('Environment=B=2', 'Environment="A=1"')],
    ['a label that a later one replaces', container('Label=a=1 a=2'), container('Label="a=2"')],
    ['quotes of words', container('Exec=a "b c"'), container("Exec=a 'b c'")],
    ['continued lines', container('Exec=a \\', '# between', '  b'), container('Exec=a b')],
    ['switches', container('ReadOnly=yes'), container('ReadOnly=1')],
    [
      'options of podman',
      container('PodmanArgs=--privileged --cpus=2'),
      container('PodmanArgs=--cpus=2', 'PodmanArgs=--privileged'),
    ],
    ['flags of a known program', container('Exec=kube-proxy --v=2 --x=a'), container('Exec=kube-proxy --x a --v 2')],
    ['what systemd reads', '[Unit]\nAfter=a.service b.service\n', '[Unit]\nAfter=b.service\nAfter=a.service\n'],
    ['time spans of systemd', '[Service]\nTimeoutStartSec=60\n', '[Service]\nTimeoutStartSec=1min\n'],
  ])('%s', (_, before, after) => {
    expect(said(before, after)).toEqual([]);
    expect(said(after, before)).toEqual([]);
  });
});

describe('a change', () => {
  it.each<[string, string, string, string[]]>([
    ['a value', container('Image=a:1'), container('', 'Image=a:2'), ['changed key Container Image: a:1 → a:2 (2→3)']],
    [
      'mounts, by where they are',
      container('Volume=/a:/b', 'Volume=/c:/d'),
      container('Volume=/x:/b:ro', 'Volume=/e:/f'),
      [
        'changed element Container Volume /b: /a:/b → /x:/b:ro (2→2)',
        'removed element Container Volume /d: /c:/d → ∅ (3→)',
        'added element Container Volume /f: ∅ → /e:/f (→3)',
      ],
    ],
    [
      'ports, by those of the container',
      container('PublishPort=80:80'),
      container('PublishPort=127.0.0.1:8080:80'),
      ['changed element Container PublishPort 80: 80:80 → 127.0.0.1:8080:80 (2→2)'],
    ],
    [
      'variables, and those of the host',
      container('Environment=A=1 B=2'),
      container('Environment=A=2 \\', 'B C'),
      [
        'changed variable Container Environment A: 1 → 2 (2→2)',
        'removed variable Container Environment B: 2 → ∅ (2→)',
        'added element Container Environment B: ∅ → B (→3)',
        'added element Container Environment C: ∅ → C (→3)',
      ],
    ],
    [
      'words of the program',
      container('Exec=serve --port 80 x'),
      container('Exec=serve --port 81 y'),
      ['changed flag Container Exec --port: 80 → 81 (2→2)', 'changed word Container Exec: x → y (2→2)'],
    ],
    [
      'options of podman',
      container('PodmanArgs=--cpus 2'),
      container('PodmanArgs=--cpus 3 --privileged'),
      [
        'changed flag Container PodmanArgs --cpus: 2 → 3 (2→2)',
        'added flag Container PodmanArgs --privileged: ∅ →  (→2)',
      ],
    ],
    [
      'the order of servers',
      container('DNS=1.1.1.1', 'DNS=2.2.2.2'),
      container('DNS=2.2.2.2', 'DNS=1.1.1.1'),
      ['moved element Container DNS: 1.1.1.1 → 1.1.1.1 (2→3)'],
    ],
    [
      'a value that podman loses',
      container('Exec=a \\q'),
      container('Exec=b \\q'),
      ['changed key Container Exec: a \\q → b \\q (2→2)'],
    ],
    ['a key that nobody knows', container('Imag=a'), container('Imag=b'), ['changed key Container Imag: a → b (2→2)']],
    [
      'what systemd reads',
      '[Service]\nRestart=no\n',
      '[Service]\nRestart=always\n',
      ['changed key Service Restart: no → always (2→2)'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });

  it.each([
    [
      'data.volume',
      '[Volume]\nLabel=a=1\n',
      '[Volume]\nLabel=a=2\n',
      ['changed element Volume Label a: a=1 → a=2 (2→2)'],
    ],
    [
      'net.network',
      '[Network]\nInternal=no\n',
      '[Network]\nInternal=yes\n',
      ['changed key Network Internal: no → yes (2→2)'],
    ],
    [
      'web.container.d/10.conf',
      container('Volume='),
      container('Volume=', 'Volume=/a:/b'),
      ['added element Container Volume /b: ∅ → /a:/b (→3)'],
    ],
    [
      'web.container.d/10.conf',
      container('Volume='),
      container('Image=a'),
      ['added key Container Image: ∅ → a (→2)', 'removed key Container Volume:  → ∅ (2→)'],
    ],
  ])('of %s', (name, before, after, expected) => {
    expect(said(before, after, `etc/containers/systemd/${name}`)).toEqual(expected);
  });

  it('is told by lines of what podman does not read, and of what is elsewhere', () => {
    expect(said('Image=a\n', 'Image=b\n')).toHaveLength(2);
    expect(said(container('Image=a'), container('# b', 'Image=a'), 'etc/systemd/network/a.network')).toHaveLength(1);
  });
});

const keys = [
  'Volume=/a:/b',
  'Volume=/c:/d',
  'AddCapability=CAP_A CAP_B',
  'Image=a:1',
  'Exec=a --x "b c" d',
  'Environment=A=1 B',
];
const lines = [...keys, 'Label=a=1', 'DNS=1.1.1.1', 'DNS=2.2.2.2', 'Mask=/a:/b', 'PodmanArgs=--privileged'];

it('says something of each line that comes or goes', () => {
  fc.assert(
    fc.property(fc.subarray(lines), fc.constantFrom(...lines), (some, one) => {
      const without = some.filter((line) => line !== one);
      const elements = said(container(...without), container(...without, one));
      expect(elements.length).toBeGreaterThan(0);
      expect(elements.every((text) => text.startsWith('added'))).toBe(true);
    }),
    runs(100),
  );
});

describe('risks', () => {
  const codes = (before: string, after: string): string[] =>
    reviewTexts({ a: { [file]: before } }, { a: { [file]: after } }).risks.map(({ code }) => code);
  const alone = (text: string): string[] =>
    reviewTexts({ a: {} }, { a: { [file]: text } }).risks.map(({ code }) => code);

  it.each([
    ['UC708', 'Image=m.lab/a'],
    ['UC710', 'AddCapability=CAP_SYS_ADMIN'],
    ['UC710', 'PodmanArgs=--privileged'],
    ['UC711', 'Volume=/etc:/etc'],
    ['UC720', 'Environment=DB_PASSWORD=hunter2'],
  ])('%s of %s', (code, line) => {
    expect(codes(container('Pull=never'), container('Pull=never', line))).toEqual([code]);
    expect(alone(container(line))).toEqual([code]);
  });

  it('are of versions, and of what systemd reads', () => {
    expect(codes(container('Image=m.lab/a:1.4.0'), container('Image=m.lab/a:1.3.0'))).toEqual(['UC706']);
    expect(codes('[Service]\nRestart=always\n', '[Service]\nRestart=no\n')).toEqual(['UC719']);
  });

  it('are none of images that other files describe, of named volumes and of what is read-only', () => {
    expect(alone(container('Image=web.build', 'Volume=data.volume:/data', 'Volume=/etc:/etc:ro'))).toEqual([]);
  });
});
