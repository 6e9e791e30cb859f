/** What is true of any review, whatever is in it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPage } from '../../../src/edge/page.ts';
import { foldNames } from '../../../src/report/review/host-names.ts';
import { type ReviewOptions, reviewFormats } from '../../../src/report/review/index.ts';
import { placeOf } from '../../../src/report/review/words.ts';
import { visible } from '../../../src/report/visible.ts';
import type { Review } from '../../../src/review/model.ts';
import { anyReview } from './arbitrary.ts';
import { fixture, none } from './fixture.ts';

const options: ReviewOptions = { color: false, context: 3, width: 80, limit: 0, page: loadPage() };

function printed(format: string, review: Review, more: Partial<ReviewOptions> = {}): string {
  const print = reviewFormats[format];
  if (print === undefined) throw new Error(`no format ${format}`);
  return print(review, { ...options, ...more });
}

function pageData(html: string): unknown {
  const found = /<script type="application\/json" id="data">(.*)<\/script>/.exec(html);
  return JSON.parse(found?.[1] ?? '');
}

/** Text that a comment shows, of its source. */
function unescaped(markdown: string): string {
  const words = new Map([
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['amp', '&'],
  ]);
  return markdown
    .replaceAll(/&(?:#([0-9]+)|(lt|gt|quot|amp));/g, (_, code, word) =>
      code === undefined ? (words.get(word) ?? '') : String.fromCodePoint(Number(code)),
    )
    .replaceAll('\u2060', '');
}

describe('nothing is lost', () => {
  test('every change, element and host is in the text, the comment, the page and the JSON', () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        const text = printed('text', review);
        const source = printed('markdown', review);
        // Code is shown as it stands; of the rest, what its entities mean.
        const comment = source + unescaped(source);
        const page = JSON.stringify(pageData(printed('html', review)));
        expect(JSON.parse(printed('json', review))).toEqual(review);
        for (const change of review.changes) {
          const path = `/${change.path}`;
          const places = change.elements.map((element) => placeOf(change, element));
          for (const said of [path, ...places].map(visible)) {
            expect(text).toContain(said);
            expect(comment).toContain(said);
          }
          expect(page).toContain(`"id":${change.id},`);
          for (const place of places) expect(page).toContain(JSON.stringify(visible(place)).slice(0, -1));
        }
        const touched = review.hosts.filter(({ kind }) => kind !== 'same').map(({ name }) => name);
        if (touched.length === 1) expect(text).toContain(visible(touched.join('')));
        for (const host of review.hosts) expect(page).toContain(JSON.stringify(visible(host.name)));
      }),
      { numRuns: 100 },
    );
  });

  test('folded names are as many as there were', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[ab]-?[0-9]{1,3}$/)), (names) => {
        const unfolded = foldNames(names).flatMap((folded) => {
          const [, stem = '', first = '', last = ''] = /^(.*?)([0-9]+)…([0-9]+)$/.exec(folded) ?? [];
          if (last === '') return [folded];
          const count = Number(last) - Number(first) + 1;
          return Array.from({ length: count }, (_, index) => {
            return stem + String(Number(first) + index).padStart(first.length, '0');
          });
        });
        expect(unfolded.sort()).toEqual([...names].sort());
      }),
    );
  });
});

describe('hostile text stays text', () => {
  test('on a terminal', () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        for (const format of ['text', 'concise', 'side-by-side', 'sarif']) {
          expect(printed(format, review)).not.toMatch(/(?!\n)[\p{Cc}\u2028\u202e]/u);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('in a page', () => {
    const count = (html: string) => (html.match(/<\/?script|<!--/gi) ?? []).length;
    const own = count(printed('html', none));
    fc.assert(
      fc.property(anyReview, (review) => {
        const html = printed('html', review);
        expect(count(html)).toBe(own);
        expect(html).not.toContain('<img');
        expect(() => pageData(html)).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });

  test('in annotations: one line a risk', () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        const lines = printed('github', review).split('\n').slice(0, -1);
        expect(lines).toHaveLength(review.risks.length);
        for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) title=/);
      }),
    );
  });

  test('in a comment of any size', () => {
    fc.assert(
      fc.property(anyReview, fc.integer({ min: 2000, max: 6000 }), (review, limit) => {
        const comment = printed('markdown', review, { limit });
        expect(comment.length).toBeLessThanOrEqual(limit);
        expect(comment.match(/^<details>/gm)?.length ?? 0).toBe(comment.match(/^<\/details>/gm)?.length ?? 0);
        for (const row of comment.split('\n').filter((line) => line.startsWith('| '))) {
          expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(5);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('every format prints a review with everything in it, and one with nothing', () => {
  for (const format of Object.keys(reviewFormats)) {
    expect(printed(format, fixture).length).toBeGreaterThan(100);
    const empty = printed(format, none).replace(/<script>.*<\/script>/s, '');
    expect(empty).not.toContain('undefined');
  }
});
