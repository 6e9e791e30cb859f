/** Reviews of any names and texts, also of hostile ones. */
import fc from 'fast-check';
import { compareBytes } from '../../../src/core/order.ts';
import { sha256 } from '../../../src/core/sha256.ts';
import type { Cause, Content, ElementReview, FileReview, Review, Risk, SideEntry } from '../../../src/review/model.ts';

/** What means something in one of the formats. */
const hostilePieces = [
  '</script><script>alert(1)</script>',
  '<!--',
  '-->',
  '</style>',
  '<img src=x onerror=alert(1)>',
  '&amp;',
  '"',
  "'",
  '`',
  '````',
  '```diff',
  '|',
  '\\|',
  '\\',
  '\n',
  '\n\n# heading\n',
  '\r\n::error::x',
  '%0A::error::x',
  '@octocat',
  '#123',
  'GH-1',
  'https://example.org/x',
  'www.example.org',
  ':smile:',
  '$x$',
  '**b**',
  '[a](b)',
  '</details>',
  '\u001b[31m',
  '\u202e',
  '\u2028',
  '\0',
  '--- a/x',
  '@@ -1 +1 @@',
  '__proto__',
  'ü',
  '🚀',
  ' ',
  '-',
  'a1',
];
export const hostile = fc
  .array(fc.constantFrom(...hostilePieces), { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join(''));
const text = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 12 }), fc.stringMatching(/^[a-z]{1,8}$/));
const name = fc.oneof(hostile, fc.stringMatching(/^[a-z]{1,3}-?[0-9]{1,2}$/));

const cause: fc.Arbitrary<Cause> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('spec' as const),
      side: fc.constantFrom('before' as const, 'after' as const),
      path: name,
      file: name,
      line: fc.integer({ min: 1, max: 99 }),
      text,
    },
    { requiredKeys: ['kind', 'side', 'path', 'file'] },
  ),
  fc.record({ kind: fc.constant('default' as const), by: name }),
  fc.record({ kind: fc.constant('derived' as const), rule: name }),
  fc.record({ kind: fc.constant('generator' as const), before: name, after: name }),
);

const element: fc.Arbitrary<ElementReview> = fc.record(
  {
    kind: fc.constantFrom('key' as const, 'flag' as const, 'line' as const, 'item' as const),
    at: fc.array(name, { minLength: 1, maxLength: 3 }),
    change: fc.constantFrom('added' as const, 'removed' as const, 'changed' as const, 'moved' as const),
    before: text,
    after: text,
    lines: fc.constant({}),
    causes: fc.array(cause, { maxLength: 2 }),
  },
  { requiredKeys: ['kind', 'at', 'change', 'lines', 'causes'] },
);

const side: fc.Arbitrary<{ entry: SideEntry; contents: Record<string, Content> }> = fc.oneof(
  fc.array(text, { maxLength: 6 }).map((lines) => {
    const content = lines.map((line) => `${line}\n`).join('');
    const key = sha256(content);
    return { entry: { type: 'file', mode: '0644', content: key } as const, contents: { [key]: { text: content } } };
  }),
  name.map((target) => ({ entry: { type: 'symlink', target } as const, contents: {} })),
);

const file = fc.record({
  path: name,
  kind: fc.constantFrom('added' as const, 'removed' as const, 'changed' as const),
  syntax: fc.constantFrom('unit' as const, 'json' as const, 'text' as const),
  before: side,
  after: side,
  elements: fc.array(element, { maxLength: 3 }),
  causes: fc.array(cause, { maxLength: 1 }),
  on: fc.nat(),
});

const risk = fc.record({
  code: fc.constantFrom('UC021', 'UC799'),
  severity: fc.constantFrom('error' as const, 'warning' as const, 'note' as const),
  message: text,
  help: text,
  change: fc.nat(),
});

export const anyReview: fc.Arbitrary<Review> = fc
  .record({
    hosts: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
    files: fc.array(file, { minLength: 1, maxLength: 5 }),
    risks: fc.array(risk, { maxLength: 2 }),
    unit: name,
    names: fc.tuple(name, name),
  })
  .map(({ hosts, files, risks, unit, names }): Review => {
    const sorted = [...hosts].sort(compareBytes);
    const changes = files.map(
      ({ before, after, on, ...rest }, id): FileReview => ({
        ...rest,
        id,
        // By the bits of a number, at least one.
        hosts: sorted.filter((_, index) => index === on % sorted.length || ((on >> index) & 1) === 1),
        ...(rest.kind !== 'added' && { before: before.entry }),
        ...(rest.kind !== 'removed' && { after: after.entry }),
      }),
    );
    const touched = (host: string) => changes.filter((change) => change.hosts.includes(host)).map(({ id }) => id);
    return {
      version: 1,
      generator: 'unitc 0.0.0',
      before: { kind: 'spec', name: names[0], generator: '' },
      after: { kind: 'spec', name: names[1], generator: '' },
      hosts: sorted.map((host) => {
        const ids = touched(host);
        return {
          name: host,
          kind: ids.length === 0 ? 'same' : 'changed',
          daemonReload: false,
          units: ids.length === 0 ? [] : [{ unit, action: 'restart', changes: ids }],
        };
      }),
      changes,
      risks: risks.map((one): Risk => {
        const change = one.change % changes.length;
        return { ...one, change, hosts: changes[change]?.hosts ?? [] };
      }),
      alike: [],
      contents: Object.assign({}, ...files.flatMap(({ before, after }) => [before.contents, after.contents])),
    };
  });
