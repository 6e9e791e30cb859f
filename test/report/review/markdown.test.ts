import { expect, test } from 'vitest';
import { reviewMarkdown } from '../../../src/report/review/markdown.ts';
import { fixture, none } from './fixture.ts';

const options = { color: false, context: 3, width: 120 };

test('a comment', async () => {
  await expect(reviewMarkdown(fixture, options)).toMatchFileSnapshot('snapshots/comment.md');
});

test('of no difference', () => {
  expect(reviewMarkdown(none, { ...options, name: 'prod' })).toBe(
    '<!-- unitc:diff:prod -->\n### unitc: `cluster.yaml` — no difference\n',
  );
});

test('is as long as is allowed, and says what is not there', () => {
  const long = reviewMarkdown(fixture, { ...options, limit: 0 });
  for (let limit = 1500; limit < long.length; limit += 500) {
    const text = reviewMarkdown(fixture, { ...options, limit });
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text).toContain('> Too long for a comment; left out: ');
    expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  }
});

test('a text that is too long is cut within its fence', () => {
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}\n`).join('');
  const contents = { ...fixture.contents, ['c'.repeat(64)]: { text: lines } };
  const changes = fixture.changes.map((change) =>
    change.id === 12 && change.after?.type === 'file'
      ? { ...change, after: { ...change.after, content: 'c'.repeat(64) } }
      : change,
  );
  const text = reviewMarkdown({ ...fixture, contents, changes }, options);
  expect(text).toMatch(/\n… [0-9]+ more lines\n```\n/);
  expect(text.length).toBeLessThan(60_000);
});
