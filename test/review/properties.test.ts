/** What holds of every review: nothing of nothing, and nothing lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes } from '../../src/core/order.ts';
import type { Entry, Snapshot } from '../../src/diff/entry.ts';
import { type Change, treeDiff } from '../../src/diff/tree-diff.ts';
import type { FileReview, Review, SideEntry } from '../../src/review/model.ts';
import { review } from '../../src/review/review.ts';
import type { Side } from '../../src/review/side.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { reviewOptions } from '../support/review.ts';
import { runs } from '../support/runs.ts';

const bytes = fc
  .oneof(
    fc.constantFrom(
      ...[
        '',
        'a',
        '[Service]\nExecStart=/a\n',
        '[Service]\nExecStart=/a \\\n  --x\n',
        '[Service]\nUser=b\n[Unit]\nAfter=c d\n',
      ],
      ...['A=1\n', 'A="1"\nKUBE_ARGS="--v=2 --x"\n', '{"a": [1, {"b": 2}]}', '{"mounts": [{"destination": "/a"}]}\n'],
      ...['d /run/a 0755\n', 'u etcd -\n', '#!/bin/sh\nexit\n', '[x\n', '\0', 'PASSWORD=secret1\n'],
      ...['[Container]\nImage=a\nExec=b --x\n', '[Container]\nEnvironment=A=1 B \\\n  C="x y"\nVolume=/a:/b\nX=1\n'],
    ),
    fc
      .array(
        fc.constantFrom(
          'a\n',
          'b\n',
          '[Service]\n',
          'ExecStart=/a b\n',
          '[Container]\n',
          'Exec=a b\n',
          'PodmanArgs=\\q\n',
          'A=1\n',
          '"',
          '{',
          '\\\n',
          '%',
          '$A ',
        ),
        {
          maxLength: 5,
        },
      )
      .map((parts) => parts.join('')),
  )
  .map((text) => new TextEncoder().encode(text));

const entry: fc.Arbitrary<Entry> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('file' as const), mode: fc.constantFrom(0o644, 0o755), content: bytes }),
  },
  fc.record({ type: fc.constant('symlink' as const), target: fc.constantFrom('/dev/null', '../x') }),
  fc.record({ type: fc.constant('directory' as const), mode: fc.constant(0o755) }),
  fc.record({
    type: fc.constant('file' as const),
    mode: fc.constant(0o600),
    content: fc.uint8Array({ maxLength: 4 }),
    owner: fc.constantFrom('a:a', 'b:b'),
  }),
);

const snapshot: fc.Arbitrary<Snapshot> = fc
  .dictionary(
    fc.constantFrom(
      ...['etc/systemd/system/x.service', 'etc/systemd/system/x.service.d/10.conf', 'usr/lib/systemd/system/x.service'],
      ...['etc/default/x', 'etc/kubernetes/config', 'etc/tmpfiles.d/x.conf', 'etc/x.json', 'usr/bin/x', 'a'],
      ...['etc/containers/systemd/x.container', 'etc/containers/systemd/x.container.d/10.conf'],
    ),
    entry,
    { maxKeys: 5 },
  )
  .map((files) => new Map(Object.entries(files)));

const side: fc.Arbitrary<Side> = fc
  .dictionary(fc.constantFrom('m1', 'm2', 'n1', 'n2'), snapshot, { maxKeys: 4 })
  .map((hosts) => ({
    name: { kind: 'directory', name: 'x', generator: '' },
    hosts: new Map(Object.entries(hosts).map(([name, files]) => [name, { snapshot: files, layout: hostLayout }])),
  }));

/** As JSON has it, and nothing else. */
function reviewed(before: Side, after: Side): Review {
  const said = review(before, after, { ...reviewOptions, showSecrets: true });
  const back: Review = JSON.parse(JSON.stringify(said));
  expect(back).toEqual(said);
  return back;
}

function entryIn({ contents }: Review, said: SideEntry): Entry {
  const owner = said.owner === undefined ? {} : { owner: said.owner };
  if (said.type === 'symlink') return { ...owner, type: 'symlink', target: said.target };
  const mode = Number.parseInt(said.mode, 8);
  if (said.type === 'directory') return { ...owner, type: 'directory', mode };
  const content = contents[said.content];
  if (content === undefined) throw new Error(`no content ${said.content}`);
  const written = 'text' in content ? Buffer.from(content.text) : Buffer.from(content.base64, 'base64');
  return { ...owner, type: 'file', mode, content: new Uint8Array(written) };
}

/** The changes of a host, by the review alone. */
function unfolded(said: Review, host: string): Change[] {
  const changes = said.changes.filter(({ hosts }) => hosts.includes(host));
  return changes.flatMap((change) => sidesOf(said, change)).sort((a, b) => compareBytes(a.path, b.path));
}

function sidesOf(said: Review, { path, from, before, after }: FileReview): Change[] {
  const old = before && { before: entryIn(said, before) };
  const now = after && { after: entryIn(said, after) };
  return from === undefined
    ? [{ path, ...old, ...now }]
    : [
        { path: from, ...old },
        { path, ...now },
      ];
}

describe('every review', () => {
  it('of one side with itself says nothing', () => {
    fc.assert(
      fc.property(side, (one) => {
        const { changes, contents, risks, hosts } = reviewed(one, one);
        expect([changes, contents, risks]).toEqual([[], {}, []]);
        expect(hosts.map(({ name, kind }) => [name, kind])).toEqual(
          [...one.hosts.keys()].sort().map((name) => [name, 'same']),
        );
      }),
      runs(50),
    );
  });

  it('gives each host its changes back', () => {
    fc.assert(
      fc.property(side, side, (before, after) => {
        const said = reviewed(before, after);
        for (const { name } of said.hosts) {
          const [old, now] = [before, after].map(({ hosts }) => hosts.get(name)?.snapshot ?? new Map());
          expect(unfolded(said, name)).toEqual(treeDiff(old ?? new Map(), now ?? new Map()));
        }
        expect(said.changes.map(({ id }) => id)).toEqual(said.changes.map((_, index) => index));
      }),
      runs(150),
    );
  });

  it('says each thing once, and says it of lines that are there', () => {
    fc.assert(
      fc.property(side, side, (before, after) => {
        const said = reviewed(before, after);
        const keys = said.changes.map(({ path, from, before: old, after: now, elements }) =>
          JSON.stringify([path, from, old, now, elements]),
        );
        expect(new Set(keys).size).toBe(keys.length);
        for (const { elements, before: old, after: now } of said.changes) {
          for (const { lines, files } of elements) {
            if (files?.before === undefined) expect(isInside(said, old, lines.before)).toBe(true);
            if (files?.after === undefined) expect(isInside(said, now, lines.after)).toBe(true);
          }
        }
      }),
      runs(150),
    );
  });
});

function isInside(said: Review, of: SideEntry | undefined, lines: readonly number[] = []): boolean {
  const content = of?.type === 'file' ? said.contents[of.content] : undefined;
  const last = content !== undefined && 'text' in content ? content.text.split('\n').length : 0;
  return lines.every((line) => line >= 1 && line <= last);
}
