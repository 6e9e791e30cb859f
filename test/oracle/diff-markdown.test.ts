/** GitHub's own parser of Markdown reads comments of reviews as they are meant: cmark-gfm. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reviewMarkdown } from '../../src/report/review/markdown.ts';
import type { Review } from '../../src/review/model.ts';
import { anyReview } from '../report/review/arbitrary.ts';
import { fixture } from '../report/review/fixture.ts';

/** HTML with raw HTML let through, as GitHub does for what it knows. */
function rendered(markdown: string): string {
  const words = [
    '--unsafe',
    '--github-pre-lang',
    '-e',
    'table',
    '-e',
    'autolink',
    '-e',
    'strikethrough',
    '-e',
    'tagfilter',
  ];
  try {
    return execFileSync('cmark-gfm', words, { input: markdown, encoding: 'utf8' });
  } catch (problem) {
    throw new Error('install cmark-gfm', { cause: problem });
  }
}

const options = { color: false, context: 3, width: 80 };
const count = (html: string, pattern: RegExp) => html.match(pattern)?.length ?? 0;

/** Elements that a comment of ours has; all others are somebody's. */
const ours =
  /^<\/?(h3|ul|li|table|thead|tbody|tr|th|td|code|pre|details|summary|strong|br|p|blockquote)( lang="[a-z]+")?( \/)?>$/;

function strangeTags(html: string): string[] {
  const withoutMarker = html.replace(/^<!--[^>]*-->\n/, '');
  return (withoutMarker.match(/<[^>]*>/g) ?? []).filter((tag) => !ours.test(tag));
}

function check(review: Review, limit: number): string {
  const html = rendered(reviewMarkdown(review, { ...options, limit }));
  expect(strangeTags(html)).toEqual([]);
  expect(count(html, /<details>/g)).toBe(count(html, /<\/details>/g));
  const rows = count(html, /<tr>/g);
  expect(count(html, /<t[dh]>/g)).toBe(4 * rows);
  return html;
}

test('the comment of a review with everything in it', () => {
  const html = check(fixture, 0);
  expect(count(html, /<table>/g)).toBe(1);
  expect(count(html, /<pre lang="diff">/g)).toBeGreaterThan(8);
  expect(count(html, /<pre lang="mermaid">/g)).toBe(1);
  expect(html).toContain('the cluster has no quorum while <code>etcd.service</code> restarts');
});

test('hostile text is text, whatever was left out', () => {
  fc.assert(
    fc.property(anyReview, fc.constantFrom(0, 2000, 4000), (review, limit) => {
      check(review, limit);
    }),
    { numRuns: 150 },
  );
});
